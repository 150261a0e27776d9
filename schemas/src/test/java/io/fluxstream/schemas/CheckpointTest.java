package io.fluxstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.domain.engine.Effect.CheckpointDue;
import io.fluxstream.domain.engine.MemoryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:03:29.299Z");

    private static Checkpoint checkpoint(String cluster, long record, int bytes) {
        SplittableRandom random = new SplittableRandom(record);
        List<MemoryRow> rows = new ArrayList<>();
        for (int left = bytes; left > 0; left -= 1_000) {
            byte[] row = new byte[1_000];
            random.nextBytes(row);
            rows.add(new MemoryRow(cluster + "/Kustomization/apps/p" + left, row));
        }
        CheckpointDue due = new CheckpointDue(cluster, record, AT, 3, "", "6f1c2e", "Kustomization", 7);
        return new Checkpoint(due, 4, 5_120, rows);
    }

    private static void assertSame(Checkpoint found, Checkpoint expected) {
        assertThat(found.due()).isEqualTo(expected.due());
        assertThat(found.offset()).isEqualTo(expected.offset());
        assertThat(found.rows())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(expected.rows());
    }

    @Test
    void aSmallOneIsOneChunk() {
        Checkpoint small = checkpoint("ottawa", 1, 3_000);
        assertThat(small.chunks()).hasSize(1);
        assertSame(new Checkpoint.Assembly().add(small.chunks().get(0)).orElseThrow(), small);
    }

    @Test
    void everyChunkFitsIntoItsPlace() {
        List<CheckpointChunk> chunks = checkpoint("ottawa", 1, 2_000_000).chunks();
        assertThat(chunks)
                .hasSizeGreaterThan(4)
                .allSatisfy(chunk -> assertThat(Topics.CHECKPOINTS.codec().encode(chunk).length)
                        .isLessThan(Checkpoint.MAX_CHUNK));
    }

    @Test
    void chunksOfSeveralClustersAreToldApart() {
        Checkpoint ottawa = checkpoint("ottawa", 1, 500_000);
        Checkpoint other = checkpoint("robbinsdale", 9, 500_000);
        Checkpoint.Assembly assembly = new Checkpoint.Assembly();
        List<Checkpoint> found = new ArrayList<>();
        for (int i = 0; i < ottawa.chunks().size(); i++) {
            assembly.add(ottawa.chunks().get(i)).ifPresent(found::add);
            assembly.add(other.chunks().get(i)).ifPresent(found::add);
        }
        assertThat(found).hasSize(2);
        assertSame(found.get(0), ottawa);
        assertSame(found.get(1), other);
    }

    @Test
    void oneWhoseBeginningIsNoLongerKeptIsLeftOut() {
        Checkpoint first = checkpoint("ottawa", 1, 500_000);
        Checkpoint second = checkpoint("ottawa", 2, 500_000);
        Checkpoint.Assembly assembly = new Checkpoint.Assembly();
        List<CheckpointChunk> read =
                new ArrayList<>(first.chunks().subList(1, first.chunks().size()));
        read.addAll(second.chunks());
        List<Checkpoint> found = new ArrayList<>();
        for (CheckpointChunk chunk : read) {
            Optional<Checkpoint> whole = assembly.add(chunk);
            whole.ifPresent(found::add);
        }
        assertThat(found).hasSize(1);
        assertSame(found.get(0), second);
    }

    @Test
    void damageIsNoticed() {
        CheckpointChunk whole = checkpoint("ottawa", 1, 3_000).chunks().get(0);
        CheckpointChunk damaged = new CheckpointChunk(
                "ottawa",
                1,
                AT,
                3,
                "",
                "6f1c2e",
                "Kustomization",
                7,
                4,
                5_120,
                0,
                1,
                whole.data().substring(0, 400));
        assertThatThrownBy(() -> new Checkpoint.Assembly().add(damaged))
                .hasMessageStartingWith("a checkpoint is damaged: ");
    }
}
