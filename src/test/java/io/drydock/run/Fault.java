package io.drydock.run;

/** What goes wrong on the host while a program of Drydock runs there, as shell text. */
sealed interface Fault {
    /** Before the program, in a mount namespace of its own; {@code $root} is what the tasks write in, {@code $old} a copy of it. */
    default String before() {
        return ":";
    }

    /** After it: {@code $now} is to hold what {@code $root} does. */
    default String after() {
        return ":";
    }

    /** The program that fails, instead of its {@link #call}. */
    default String program() {
        return "";
    }

    default int call() {
        return 0;
    }

    /** What it does then. */
    default String instead() {
        return ":";
    }

    /** After the first half of its output. */
    record OfProgram(String program, int call) implements Fault {
        @Override
        public String instead() {
            return switch (program) {
                case "grep" -> "exit 2"; // 1 is an answer
                case "cat", "head", "awk", "sed", "base64", "stat" ->
                    "\"$real\" \"$@\" | dd bs=1 count=5 2>/dev/null; exit 1";
                default -> "exit 1";
            };
        }
    }

    /** Does nothing and says that it has. */
    record Lie(String program, int call) implements Fault {
        @Override
        public String instead() {
            return "exit 0";
        }
    }

    record TemporaryFolder(String before) implements Fault {}

    static Fault none() {
        return new TemporaryFolder(":");
    }

    static Fault temporary(String options, int free) {
        return new TemporaryFolder("mount -t tmpfs -o " + options + " tmpfs \"$TMPDIR\"; " + fill("\"$TMPDIR\"", free));
    }

    /** What is written is on a file system of its own. */
    record Target(String options, String prepare) implements Fault {
        @Override
        public String before() {
            return "mount -t tmpfs -o " + options + " tmpfs \"$root\"; cp -a \"$old/.\" \"$root\"; " + prepare
                    + "; cd \"$root\"";
        }

        @Override
        public String after() {
            return "rm -f \"$root/.fill\"; rm -rf \"$now\"; cp -a \"$root\" \"$now\"";
        }
    }

    static Fault target(String options, int free) {
        return new Target(options, fill("\"$root\"", free));
    }

    static Fault targetWithInodes(int free) {
        return new Target("size=4m,nr_inodes=$(($(find \"$old\" | wc -l) + " + free + "))", ":");
    }

    private static String fill(String folder, int free) {
        return "( set -- $(df -Pk " + folder + " | tail -n 1); [ $4 -le " + free + " ] || " + "head -c $((($4 - " + free
                + ") * 1024)) /dev/zero >" + folder + "/.fill )";
    }
}
