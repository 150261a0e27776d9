/**
 * YAML that knows where everything stands. In: the text of a file. Out: values with their places, and everything that is wrong with it at once. Start
 * reading at {@link io.fluxstream.rules.yaml.Document} and {@link io.fluxstream.rules.yaml.Section}.
 */
package io.fluxstream.rules.yaml;
