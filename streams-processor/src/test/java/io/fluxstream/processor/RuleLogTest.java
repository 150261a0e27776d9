package io.fluxstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.RuleRevision.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class RuleLogTest {
    private static RuleOffer patient(int minutes) {
        String text = BuiltInRules.text().replace("for: 15m", "for: " + minutes + "m");
        return RuleFile.parse("rules.yaml", text).match(loaded -> RuleOffer.order("rules.yaml", loaded), mistakes -> {
            throw new IllegalStateException(mistakes.toString());
        });
    }

    @Test
    void rulesAreAddedOnceFollowedAndRefusedWhenTheyCannotBeRead(@TempDir Path data) throws Exception {
        try (RunningKafka kafka = RunningKafka.start(data, FeatureLevel.REDPANDA, 2)) {
            RuleLog log = new RuleLog(kafka.clients());
            assertThat(log.offer(RuleOffer.builtIn()).isAdded()).isTrue();
            assertThat(log.offer(RuleOffer.builtIn()).isAdded()).isFalse();
            try (RuleFeed feed = RuleFeed.start(log)) {
                assertThat(feed.now().revision()).isEqualTo(1);
                assertThat(feed.now().rules())
                        .hasSize(BuiltInRules.ruleSet().rules().size());
                atOnce(log, 4);
                assertThat(feed.atLeast(5).revision()).isEqualTo(5);
            }
            assertThat(log.read()).extracting(RuleRevision::revision).containsExactly(1L, 2L, 3L, 4L, 5L);
            log.offer(new RuleOffer("to come", 0, "hash", "groups: [{when: ever}]", Origin.FILE, true));
            assertThatThrownBy(() -> RuleFeed.start(log))
                    .isInstanceOf(RulesRefusedException.class)
                    .hasMessageStartingWith("revision 6 of the rules cannot be read by this version (");
        }
    }

    /** Several writers with different rules; none is lost and none has another's number. */
    private static void atOnce(RuleLog log, int writers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<RuleOffer.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                RuleOffer offer = patient(20 + i);
                answers.add(threads.submit(() -> log.offer(offer)));
            }
            List<Long> revisions = new ArrayList<>();
            for (Future<RuleOffer.Answer> answer : answers) {
                revisions.add(answer.get().revision());
            }
            assertThat(revisions).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
        } finally {
            threads.shutdown();
        }
    }
}
