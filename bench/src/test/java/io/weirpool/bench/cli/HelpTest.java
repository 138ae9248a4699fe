package io.weirpool.bench.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The lines of a help text are formats: one with a bare per cent sign comes with a warning. */
class HelpTest {
    static Stream<CommandLine> commands() {
        CommandLine bench = new CommandLine(new BenchCommand());
        return Stream.concat(Stream.of(bench), bench.getSubcommands().values().stream());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyLineIsAFormat(CommandLine command) {
        CommandLine.Model.UsageMessageSpec help = command.getCommandSpec().usageMessage();
        for (String[] lines : List.of(help.header(), help.description(), help.footer())) {
            for (String line : lines) {
                assertThatCode(() -> String.format(line)).as(line).doesNotThrowAnyException();
            }
        }
    }
}
