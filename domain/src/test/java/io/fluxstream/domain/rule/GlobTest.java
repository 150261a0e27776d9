package io.fluxstream.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "apps, apps",
        "apps*, apps",
        "apps*, apps-2",
        "*, anything",
        "*, ''",
        "a*b*c, axxbyyc",
        "a*b*c, abbc",
        "*-prod, eu-prod-prod",
        "ap?s, apps",
        "?*, a",
        "a.c, a.c",
        "**a, a"
    })
    void matches(String pattern, String text) {
        assertThat(new Glob(pattern).matches(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "apps, apps-2",
        "apps, app",
        "ap?s, aps",
        "?, ''",
        "a.c, abc",
        "*-prod, prod-",
        "a*b*c, acb",
        "APPS, apps"
    })
    void doesNotMatch(String pattern, String text) {
        assertThat(new Glob(pattern).matches(text)).isFalse();
    }

    @Test
    void anEmptyPatternIsNone() {
        assertThatThrownBy(() -> new Glob("")).hasMessage("a pattern must not be empty");
    }
}
