package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.KafkaOptions;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.PartitionCursor;
import io.fluxstream.processor.RuleLog;
import io.fluxstream.processor.RuleOffer;
import io.fluxstream.processor.RulesRefusedException;
import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.Refusal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
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
        Map<String, String> clients = kafka.kafka().properties();
        requireTopic(clients);
        try {
            RuleOffer.Answer answer = new RuleLog(clients).offer(offer);
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
            throw CommandFailure.no(
                    "the rules cannot be put in force: Kafka at " + clients.get("bootstrap.servers")
                            + " does not take them (" + Refusal.reason(unreachable) + ")",
                    unreachable);
        }
    }

    /** A reader learns sooner than a writer that nobody is there. */
    private static void requireTopic(Map<String, String> clients) {
        try {
            PartitionCursor.open(clients, Topics.RULES.name(), 0).close();
        } catch (HistoryException notThere) {
            throw CommandFailure.no(String.valueOf(notThere.getMessage()), notThere);
        }
    }
}
