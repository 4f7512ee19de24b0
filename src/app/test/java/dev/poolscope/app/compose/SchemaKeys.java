package dev.poolscope.app.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Every key that a scenario file may have, from the schema that is published for it. */
public final class SchemaKeys {
    private SchemaKeys() {}

    public static Set<String> all() throws IOException {
        Set<String> keys = new TreeSet<>();
        String schema = Files.readString(Path.of("assets/scenario.schema.json"));
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), schema)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("properties")
                        && parser.nextToken() == JsonToken.START_OBJECT) {
                    names(parser, keys);
                }
                token = parser.nextToken();
            }
        }
        return keys;
    }

    // The names of one object; what they describe may have properties of its own.
    private static void names(JsonParser parser, Set<String> keys) {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            keys.add(parser.currentName());
            value(parser, keys);
        }
    }

    private static void value(JsonParser parser, Set<String> keys) {
        int depth = 0;
        do {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("properties")) {
                parser.nextToken();
                names(parser, keys);
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        } while (depth > 0 || parser.currentToken() == JsonToken.PROPERTY_NAME);
    }
}
