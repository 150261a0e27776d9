package io.fluxstream.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelNamesTest {
    @Test
    void whatIsNoLetterDigitOrUnderscoreBecomesOne() {
        assertThat(LabelNames.of("kustomize.toolkit.fluxcd.io/name")).isEqualTo("kustomize_toolkit_fluxcd_io_name");
        assertThat(LabelNames.of("0day")).isEqualTo("_0day");
        assertThat(LabelNames.of("größe")).isEqualTo("gr__e");
        assertThat(LabelNames.of("")).isEqualTo("_");
    }

    @Test
    void namesThatBecomeTheSameAreAllKept() {
        SortedMap<String, String> labels = new TreeMap<>();
        LabelNames.addTo(labels, Map.of("a.b", "1", "a-b", "2", "a_b", "3", "empty", ""));
        assertThat(labels)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a_b", "2", "exported_a_b", "1", "exported_exported_a_b", "3"));
    }
}
