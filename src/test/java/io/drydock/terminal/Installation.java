package io.drydock.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** bin/drydock as it is after a build, of the classes that are being tested, with folders of its own for temporary files and for what a user's home has. */
record Installation(Path folder) {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    static Installation in(Path folder) throws IOException {
        for (String name : new String[] {"bin", "target", "tmp", "home"}) Files.createDirectory(folder.resolve(name));
        Files.copy(HOME.resolve("bin/drydock"), folder.resolve("bin/drydock"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String name : new String[] {"templates", "playbooks"})
            Files.createSymbolicLink(folder.resolve(name), HOME.resolve(name));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "io.drydock.cli.Main");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        new JarOutputStream(Files.newOutputStream(folder.resolve("target/drydock.jar")), manifest).close();
        Files.createFile(folder.resolve(
                "target/drydock" + JDK.toString().replace('/', '-') + "-" + build() + ".aot")); // empty: none is made
        return new Installation(folder);
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(p -> Path.of(p).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    private static String build() throws IOException {
        return Files.readAllLines(JDK.resolve("release")).stream()
                .filter(l -> l.startsWith("JAVA_RUNTIME_VERSION="))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*=\"?|\"", "");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    private Path home() {
        return folder.resolve("home");
    }

    /** A process in the folder, in which {@code drydock} is the launcher. Signals end it, also where those that began the tests are ignored. */
    ProcessBuilder process(String... words) {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        command.addAll(List.of(words));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().keySet().removeAll(List.of("NO_COLOR", "COLUMNS", "LINES"));
        process.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        process.environment().put("JAVA_HOME", JDK.toString());
        process.environment().put("TMPDIR", temporary().toString());
        process.environment().put("HOME", home().toString());
        process.environment().put("XDG_STATE_HOME", home().resolve("state").toString());
        process.environment().put("DRYDOCK_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary() + " -Duser.home=" + home());
        return process;
    }
}
