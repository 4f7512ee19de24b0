package dev.poolscope.comparison;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.workload.model.Quoted;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An object in a JSON file that people or programs may have changed. Each value is asked for with the type that it must have.
 */
final class JsonTree {
    private static final int DEEPEST = 20;
    /** Far above any time, count or rate of a run; numbers beyond are none of ours. */
    private static final BigDecimal GREATEST = new BigDecimal("1e15");

    private final String file;
    private final String path;
    private final Map<String, @Nullable Object> values;

    private JsonTree(String file, String path, Map<String, @Nullable Object> values) {
        this.file = file;
        this.path = path;
        this.values = values;
    }

    static JsonTree read(Path file, String title) throws UnreadableRunException, IOException {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableRunException("'" + title + "' is no summary.json: it does not begin with an object",
                        null);
            }
            JsonTree tree = new JsonTree(title, "", object(json, title, 1));
            if (json.nextToken() != null) {
                throw new UnreadableRunException("'" + title + "' is no summary.json: something follows its object",
                        null);
            }
            return tree;
        } catch (JacksonException broken) {
            throw new UnreadableRunException("'" + title
                    + "' is neither a recording nor a summary.json: its line " + broken.getLocation().getLineNr()
                    + " is no JSON", broken);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser json, String title, int depth)
            throws UnreadableRunException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            object.put(name, value(json, title, depth));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser json, String title, int depth) throws UnreadableRunException {
        if (depth > DEEPEST) {
            throw new UnreadableRunException("'" + title + "' is no summary.json: it is nested more than " + DEEPEST
                    + " deep", null);
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json, title, depth + 1);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json, title, depth + 1));
                }
                yield items;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getString();
            case null, default -> null;
        };
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) throws UnreadableRunException {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw wrong(key, "a text");
    }

    boolean truth(String key) throws UnreadableRunException {
        if (values.get(key) instanceof Boolean truth) {
            return truth;
        }
        throw wrong(key, "true or false");
    }

    /** Not negative. */
    BigDecimal number(String key) throws UnreadableRunException {
        if (values.get(key) instanceof BigDecimal number && number.signum() >= 0 && number.compareTo(GREATEST) <= 0) {
            return number;
        }
        throw wrong(key, "a number from 0 to 1e15");
    }

    long whole(String key) throws UnreadableRunException {
        return wholeOf(key, number(key));
    }

    long signedWhole(String key) throws UnreadableRunException {
        if (values.get(key) instanceof BigDecimal number) {
            return wholeOf(key, number);
        }
        throw wrong(key, "a whole number");
    }

    private long wholeOf(String key, BigDecimal number) throws UnreadableRunException {
        // A number with a huge exponent must not be written out to see that it is none of ours.
        if (number.precision() - number.scale() <= 20 && number.stripTrailingZeros().scale() <= 0
                && number.toBigInteger().bitLength() <= 63) {
            return number.longValueExact();
        }
        throw wrong(key, "a whole number of 64 bits");
    }

    boolean isNull(String key) {
        return values.containsKey(key) && values.get(key) == null;
    }

    @SuppressWarnings("unchecked")
    JsonTree object(String key) throws UnreadableRunException {
        if (values.get(key) instanceof Map<?, ?> object) {
            return new JsonTree(file, path(key), (Map<String, @Nullable Object>) object);
        }
        throw wrong(key, "an object");
    }

    @SuppressWarnings("unchecked")
    List<JsonTree> objects(String key) throws UnreadableRunException {
        if (!(values.get(key) instanceof List<?> items)) {
            throw wrong(key, "a list of objects");
        }
        List<JsonTree> objects = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> object)) {
                throw wrong(key, "a list of objects");
            }
            objects.add(new JsonTree(file, path(key) + "[" + objects.size() + "]",
                    (Map<String, @Nullable Object>) object));
        }
        return objects;
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private UnreadableRunException wrong(String key, String needed) {
        Object found = values.get(key);
        String what = found instanceof Map<?, ?>
                ? "an object"
                : found instanceof List<?> ? "a list" : Quoted.of(String.valueOf(found));
        return new UnreadableRunException("'" + file + "' is no summary.json of Poolscope: " + path(key)
                + (values.containsKey(key) ? " is " + what : " is missing") + ", and must be " + needed, null);
    }
}
