package io.weirpool.common.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** YAML as dotted keys and their text. A list becomes its elements with commas between; a key without value is absent. */
final class YamlFile {
    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private YamlFile() {}

    static Map<String, String> read(Path file) {
        Map<String, String> values = new TreeMap<>();
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            if (root != null && !root.isMissingNode() && !root.isNull()) {
                if (!root.isObject()) {
                    throw invalid(file + ": keys and values are wanted");
                }
                flatten("", root, values);
            }
            return values;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            String why = e.getOriginalMessage().lines().findFirst().orElse("no YAML");
            throw invalid(file + place + ": " + why);
        } catch (NoSuchFileException e) {
            throw invalid(file + " does not exist");
        } catch (IOException e) {
            throw invalid(file + " cannot be read: " + e.getMessage());
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String key = prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey();
                flatten(key, field.getValue(), values);
            }
        } else if (node.isArray()) {
            StringBuilder list = new StringBuilder();
            node.forEach(element -> list.append(list.isEmpty() ? "" : ",").append(element.asText()));
            values.put(prefix, list.toString());
        } else if (!node.isNull()) {
            values.put(prefix, node.asText());
        }
    }

    private static WeirpoolException invalid(String detail) {
        return new WeirpoolException(ErrorCode.CONFIG_INVALID, detail);
    }
}
