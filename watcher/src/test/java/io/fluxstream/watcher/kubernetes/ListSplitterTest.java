package io.fluxstream.watcher.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListSplitterTest {
    private static final String FIRST =
            "{\"metadata\":{\"name\":\"a\"},\"status\":{\"message\":\"}]{[ \\\" \\\\ \\\\\\\" ü\",\"items\":[{},[]]}}";
    private static final String SECOND = "{}";
    private static final String LIST = "{\"note\":\"items [\",\"of\":{\"items\":[{\"no\":1}]},\"items\": [ " + FIRST
            + " ,\n" + SECOND + "],\"metadata\":{\"resourceVersion\":\"7\",\"text\":\"]\"}}\n";
    private static final String ENVELOPE = "{\"note\":\"items [\",\"of\":{\"items\":[{\"no\":1}]},\"items\": [],"
            + "\"metadata\":{\"resourceVersion\":\"7\",\"text\":\"]\"}}\n";

    private final ListSplitter splitter = new ListSplitter();
    private final List<String> items = new ArrayList<>();

    @Test
    void itemsAreTheSameHoweverTheListArrives() throws IOException {
        byte[] list = LIST.getBytes(UTF_8);
        for (int size = 1; size <= list.length; size++) {
            ListSplitter each = new ListSplitter();
            List<String> found = new ArrayList<>();
            for (int from = 0; from < list.length; from += size) {
                each.feed(
                        Arrays.copyOfRange(list, from, Math.min(list.length, from + size)),
                        item -> found.add(new String(item, UTF_8)));
            }
            assertThat(found).as("chunks of %d", size).containsExactly(FIRST, SECOND);
            assertThat(new String(each.envelope(), UTF_8)).isEqualTo(ENVELOPE);
            assertThat(each.isComplete()).isTrue();
        }
    }

    @Test
    void aListThatIsCutOffIsNotComplete() throws IOException {
        for (int length = 0; length < LIST.length() - 2; length++) {
            ListSplitter each = new ListSplitter();
            each.feed(LIST.substring(0, length).getBytes(UTF_8), item -> {});
            assertThat(each.isComplete()).as(LIST.substring(0, length)).isFalse();
        }
    }

    @Test
    void aListWithoutItemsIsAllEnvelope() throws IOException {
        feed("{\"items\":null,\"metadata\":{}}");
        assertThat(items).isEmpty();
        assertThat(splitter.isComplete()).isTrue();
        assertThat(new String(splitter.envelope(), UTF_8)).isEqualTo("{\"items\":null,\"metadata\":{}}");
    }

    @Test
    void anItemThatNeverEndsIsGivenUp() throws IOException {
        feed("{\"items\":[{\"a\":\"");
        String piece = "x".repeat(1 << 20);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 17; i++) {
                        feed(piece);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than");
    }

    private void feed(String text) throws IOException {
        splitter.feed(text.getBytes(UTF_8), item -> items.add(new String(item, UTF_8)));
    }
}
