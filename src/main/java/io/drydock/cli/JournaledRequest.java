package io.drydock.cli;

import io.drydock.fleet.SavedPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run was asked for, as its journal has it, so that it can be gone on with or done again. It holds no secrets: what was typed is
 * asked for again.
 *
 * @param directory from which it was typed, and to which the names of its files in results are relative
 * @param plan the saved plan that is applied, if it is one
 */
record JournaledRequest(
        Path directory,
        SavedPlan.Request asked,
        Optional<Plan> plan,
        boolean trustFiles,
        boolean lookupCommands,
        List<VaultRequest.Source> vaults,
        Connection connection) {
    /** How hosts are reached, besides what a saved plan keeps. */
    record Connection(
            boolean askPass,
            Optional<Path> passwordFile,
            boolean askBecomePass,
            Optional<Path> becomePasswordFile,
            long forks,
            boolean acceptNewHostKeys,
            Optional<Path> knownHosts,
            Optional<Long> timeout,
            long commandTimeout,
            Optional<Long> taskTimeout,
            long reconnect,
            boolean matchExec) {
        static Connection of(ConnectionRequest request) {
            return new Connection(
                    request.password().ask(),
                    request.password().file().map(KeptRequest::absolute),
                    request.askBecomePass(),
                    request.becomePasswordFile().map(KeptRequest::absolute),
                    request.forks(),
                    request.acceptNewHostKeys(),
                    request.knownHosts().map(KeptRequest::absolute),
                    request.timeout().map(Long::valueOf),
                    request.commandTimeout(),
                    request.taskTimeout().map(Long::valueOf),
                    request.reconnect(),
                    request.sshConfig().exec());
        }

        ConnectionRequest request(SavedPlan.Request asked) {
            return new ConnectionRequest(
                            Optional.empty(),
                            Optional.empty(),
                            new PasswordSource(askPass, passwordFile),
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            askBecomePass,
                            becomePasswordFile,
                            Math.toIntExact(forks),
                            acceptNewHostKeys,
                            knownHosts,
                            timeout.map(Math::toIntExact),
                            Math.toIntExact(commandTimeout),
                            taskTimeout.map(Math::toIntExact),
                            Math.toIntExact(reconnect),
                            SshConfigRequest.none(matchExec))
                    .orElse(asked);
        }
    }

    /**
     * A saved plan.
     *
     * @param approvals that the command line demands
     */
    record Plan(Path file, boolean replanDrifted, long approvals, Optional<Path> allowedSigners) {
        static Plan of(Path file, boolean replanDrifted, ApprovalDemand demand) {
            return new Plan(
                    KeptRequest.absolute(file),
                    replanDrifted,
                    demand.required(),
                    demand.signers().map(KeptRequest::absolute));
        }

        ApprovalDemand demand() {
            return new ApprovalDemand(Math.toIntExact(approvals), allowedSigners);
        }
    }

    JournaledRequest {
        vaults = List.copyOf(vaults);
    }

    static JournaledRequest of(RunRequest request, SavedPlan.Request asked, Optional<Plan> plan) {
        return new JournaledRequest(
                KeptRequest.absolute(Path.of("")),
                asked,
                plan,
                request.inventory().trustFiles(),
                request.inventory().allowLookups(),
                request.inventory().vault().absolute().sources(),
                Connection.of(request.connection()));
    }

    /**
     * The same request once more.
     *
     * @param given what was secret in it
     */
    RunRequest request(PlaybookRequest given, OutputRequest output) {
        VaultRequest vault = new VaultRequest(vaults);
        return new RunRequest(
                new InventoryRequest(
                        asked.inventory(), asked.limit(), trustFiles, vault.keyring(), lookupCommands, vault),
                given,
                connection.request(asked),
                output);
    }
}
