package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.KafkaOptions;
import io.fluxstream.processor.RuleLog;
import io.fluxstream.processor.RuleOffer;
import io.fluxstream.processor.RulesRefusedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream rules apply}: puts a rule file in force while processors run. */
@Command(
        name = "apply",
        description = "Puts a rule file in force: running processors take it up with their next record.",
        mixinStandardHelpOptions = true)
public final class RulesApplyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The rule file.")
    private Path file;

    @Mixin
    private KafkaOptions kafka;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RuleOffer offer = RuleOffer.order(file.toString(), RuleFiles.read(file));
        PrintWriter out = spec.commandLine().getOut();
        try {
            RuleOffer.Answer answer = new RuleLog(kafka.kafka().properties()).offer(offer);
            out.println(
                    answer.isAdded()
                            ? file + " is in force as revision " + answer.revision()
                            : "Nothing to do: revision " + answer.revision() + " is in force"
                                    + (answer.warning() == null ? " with the same rules" : "; " + answer.warning()));
            out.flush();
            return ExitCodes.DONE;
        } catch (RulesRefusedException refused) {
            throw CommandFailure.usage(String.valueOf(refused.getMessage()));
        } catch (KafkaException unreachable) {
            throw CommandFailure.usage("the rules cannot be put in force (" + unreachable.getMessage() + ")");
        }
    }
}
