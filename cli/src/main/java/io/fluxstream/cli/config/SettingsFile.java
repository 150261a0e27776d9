package io.fluxstream.cli.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads a configuration file. */
public final class SettingsFile {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SettingsFile() {}

    /**
     * The settings of a file, with what it takes from the environment.
     *
     * @throws ConfigurationException if the file cannot be read or used; the message names file, line and field
     */
    public static Settings read(Path file, Map<String, String> environment) {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("configuration file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new ConfigurationException("configuration file " + file + " cannot be read (" + e + ")", e);
        }
        try {
            return parse(yaml, environment);
        } catch (ConfigurationException e) {
            throw e.in(file, yaml);
        }
    }

    /** @throws ConfigurationException if the text cannot be used; the message names the field */
    static Settings parse(String yaml, Map<String, String> environment) {
        return Section.root(tree(yaml), new Environment(environment)).read(Settings::read);
    }

    private static JsonNode tree(String yaml) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            // Without its cause, which quotes the line: secrets may be in it.
            throw new ConfigurationException(where + firstLine(e.getOriginalMessage()));
        }
    }

    private static String firstLine(String message) {
        return "not valid YAML: " + message.lines().findFirst().orElse("");
    }
}
