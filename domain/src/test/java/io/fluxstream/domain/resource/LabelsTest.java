package io.fluxstream.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void comeInTheOrderOfTheirNamesHoweverTheyWereWritten() {
        Labels labels = Labels.of(new String[] {"team", "apps", "app", "web", "tier", "2", "unused", "x"}, 6);

        assertThat(labels.keySet()).containsExactly("app", "team", "tier");
        assertThat(labels.get("team")).isEqualTo("apps");
        assertThat(labels.get("unused")).isNull();
        assertThat(labels).hasSize(3);
    }

    @Test
    void theLastValueOfANameCounts() {
        Labels labels = Labels.of(new String[] {"a", "1", "b", "2", "a", "3"}, 6);

        assertThat(labels).isEqualTo(Map.of("a", "3", "b", "2"));
    }

    @Test
    void areEqualToAnyMapOfTheSame() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("team", "apps");
        map.put("app", "web");
        Labels labels = Labels.of(map);

        assertThat(labels.equals(map)).isTrue();
        assertThat(map.equals(labels)).isTrue();
        assertThat(labels.hashCode()).isEqualTo(map.hashCode());
        assertThat(labels).isEqualTo(Labels.of(new TreeMap<>(map)));
        assertThat(labels).isNotEqualTo(Labels.of(Map.of("app", "web", "team", "infra")));
        assertThat(labels).isNotEqualTo(Labels.of(Map.of()));
    }

    @Test
    void areNeverChangedAndNeverCopied() {
        Map<String, String> map = new TreeMap<>(Map.of("app", "web"));
        Labels labels = Labels.of(map);
        map.put("app", "shop");

        assertThat(labels).containsEntry("app", "web");
        assertThat(Labels.of(labels)).isSameAs(labels);
        assertThatThrownBy(() -> labels.put("app", "shop")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> labels.remove("app")).isInstanceOf(UnsupportedOperationException.class);
    }
}
