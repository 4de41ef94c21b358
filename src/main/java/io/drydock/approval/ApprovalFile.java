package io.drydock.approval;

import io.drydock.action.AtomicFile;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The approvals beside a saved plan, one after the other: the text that was signed, and the signature. Files that several approvers have
 * made are put together with {@code cat}; a new plan in the place of the old one leaves them as they are.
 */
public record ApprovalFile(Path path) {
    private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
    private static final String END = "-----END SSH SIGNATURE-----";
    private static final long MOST = 4 << 20; // bytes

    public static ApprovalFile of(Path plan) {
        return new ApprovalFile(plan.resolveSibling(plan.getFileName() + ".approvals"));
    }

    /** @param unreadable what in it is no approval */
    public record Content(List<SignedApproval> approvals, List<Diagnostic> unreadable) {}

    /** Nothing, where there is no such file. */
    public Content read() throws IOException {
        if (!Files.exists(path)) return new Content(List.of(), List.of());
        if (Files.size(path) > MOST) throw new IOException("is too long for a file of approvals");
        Blocks blocks = new Blocks();
        List<String> lines = new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) blocks.line(i + 1, lines.get(i));
        return blocks.end();
    }

    public void add(Approval approval, String signature) throws IOException {
        String before = Files.exists(path) ? Files.readString(path) : "";
        String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        String text = before + gap + approval.text() + signature.strip() + "\n";
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), ApprovalFile::keepRights);
    }

    private static void keepRights(Path from, Path to) throws IOException {
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }

    /** Takes the file apart, line by line. */
    private final class Blocks {
        private final List<SignedApproval> approvals = new ArrayList<>();
        private final List<Diagnostic> unreadable = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();
        private int first;

        void line(int number, String line) {
            if (line.equals(Approval.HEAD) && first > 0) refuse();
            if (first == 0 && line.isBlank()) return;
            if (first == 0) first = number;
            (signature.isEmpty() && !line.equals(BEGIN) ? text : signature)
                    .append(line)
                    .append('\n');
            if (line.equals(END)) take();
        }

        private void take() {
            Optional<Approval> approval = Approval.of(text.toString());
            if (approval.isEmpty() || signature.isEmpty()) {
                refuse();
                return;
            }
            approvals.add(new SignedApproval(pos(), approval.get(), signature.toString()));
            next();
        }

        private void refuse() {
            unreadable.add(new Diagnostic(pos(), "this is no approval of this Drydock", "remove it from the file"));
            next();
        }

        private SourcePos pos() {
            return new SourcePos(path.toString(), first, 1);
        }

        private void next() {
            first = 0;
            text.setLength(0);
            signature.setLength(0);
        }

        Content end() {
            if (first > 0) refuse();
            return new Content(List.copyOf(approvals), List.copyOf(unreadable));
        }
    }
}
