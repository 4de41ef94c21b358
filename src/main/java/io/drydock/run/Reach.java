package io.drydock.run;

import io.drydock.diag.Diagnostics;
import io.drydock.sshconfig.GivenOptions;
import io.drydock.sshconfig.LocalMachine;
import io.drydock.sshconfig.Resolver;

/**
 * What the command line says of how hosts are reached.
 *
 * @param strongest goes before the variables of a host
 * @param common the same, and good for hosts on the way as well
 * @param weakest goes before ssh_config, but behind the variables
 */
public record Reach(GivenOptions strongest, GivenOptions common, GivenOptions weakest, Resolver resolver) {
    /** Where the command line says nothing. */
    public static Reach usual(LocalMachine machine, Diagnostics problems) {
        return new Reach(
                GivenOptions.NONE, GivenOptions.NONE, GivenOptions.NONE, new Resolver(machine, false, problems));
    }
}
