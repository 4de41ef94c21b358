package io.drydock.cli;

import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes the next argument as the value although it begins with a dash, as the options of ssh do that it is made of. */
final class OptionWords implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // the type is picocli's
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        if (arguments.isEmpty()) {
            String name = ((OptionSpec) option).longestName();
            throw new MissingParameterException(
                    command.commandLine(), option, "Missing required parameter for option '" + name + "'");
        }
        option.setValue(Optional.of(arguments.pop()));
    }
}
