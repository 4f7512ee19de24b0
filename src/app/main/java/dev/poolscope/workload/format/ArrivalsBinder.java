package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Rate;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code arrivals} of a stream. */
final class ArrivalsBinder {
    static final List<String> KINDS = Stream
            .concat(Stream.of("constant", "poisson", "bursts", "ramp", "closed", "batch"),
                    Arrays.stream(BulkCall.values()).map(BulkCall::key))
            .toList();

    private final Diagnostics diagnostics;
    private final Values values;
    private final @Nullable Duration runLength;

    /** The length of the run is null where it is open, or not known for a fault. */
    ArrivalsBinder(Diagnostics diagnostics, @Nullable Duration runLength) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.runLength = runLength;
    }

    @Nullable
    Arrivals bind(YamlNode node) {
        Fields outer = Fields.of(node, "arrivals", diagnostics);
        if (outer == null) {
            return null;
        }
        YamlNode.Entry kind = outer.oneOf(KINDS);
        outer.refuseOthers();
        Fields fields = kind == null ? null : Fields.of(kind.value(), kind.key().text(), diagnostics);
        if (kind == null || fields == null) {
            return null;
        }
        Arrivals arrivals = switch (kind.key().text()) {
            case "constant" -> {
                Rate rate = rate(fields);
                yield rate == null ? null : new Arrivals.Constant(rate);
            }
            case "poisson" -> {
                Rate rate = rate(fields);
                yield rate == null ? null : new Arrivals.Poisson(rate);
            }
            case "bursts" -> bursts(fields);
            case "ramp" -> ramp(fields);
            case "closed" -> closed(fields);
            case "batch" -> batch(fields);
            default -> bulk(fields, kind.key().text());
        };
        fields.refuseOthers();
        return arrivals;
    }

    private @Nullable Rate rate(Fields fields) {
        YamlNode node = fields.required("rate");
        return node == null ? null : values.rate(node, "rate");
    }

    private @Nullable Arrivals bursts(Fields fields) {
        Integer count = count(fields, "count");
        YamlNode node = fields.required("every");
        Duration every = node == null ? null : values.positiveDuration(node, "every");
        return count == null || every == null ? null : new Arrivals.Bursts(count, every);
    }

    private @Nullable Arrivals ramp(Fields fields) {
        YamlNode first = fields.required("fromRate");
        YamlNode last = fields.required("toRate");
        Rate from = first == null ? null : values.rateOrZero(first, "fromRate");
        Rate to = last == null ? null : values.rateOrZero(last, "toRate");
        if (from == null || to == null) {
            return null;
        }
        if (from.isZero() && to.isZero()) {
            diagnostics.add(fields.node(), "ramp: fromRate and toRate are both zero; one of them must be above 0");
            return null;
        }
        return new Arrivals.Ramp(from, to);
    }

    private @Nullable Arrivals closed(Fields fields) {
        Integer users = count(fields, "users");
        YamlNode node = fields.required("think");
        Distribution think = node == null ? null : new DistributionBinder(diagnostics).bind(node, "think");
        return users == null || think == null ? null : new Arrivals.Closed(users, think);
    }

    private @Nullable Arrivals batch(Fields fields) {
        Integer count = count(fields, "count");
        Duration at = at(fields);
        return count == null || at == null ? null : new Arrivals.Batch(count, at);
    }

    private @Nullable Arrivals bulk(Fields fields, String key) {
        BulkCall call = Arrays.stream(BulkCall.values()).filter(c -> c.key().equals(key)).findFirst().orElseThrow();
        Integer items = count(fields, "items");
        Duration at = at(fields);
        YamlNode chunk = fields.optional("chunkSize");
        Integer chunkSize = chunk == null ? Integer.valueOf(1) : values.count(chunk, "chunkSize");
        Integer bufferSize = bufferSize(fields, call);
        YamlNode order = fields.optional("ordered");
        Boolean ordered = order == null ? Boolean.TRUE : values.truth(order, "ordered");
        YamlNode limit = fields.optional("timeout");
        Duration timeout = limit == null ? null : values.duration(limit, "timeout");
        if (items == null || at == null || chunkSize == null || bufferSize == null || ordered == null) {
            return null;
        }
        return new Arrivals.Bulk(call, items, at, chunkSize, bufferSize, ordered, timeout);
    }

    private @Nullable Integer bufferSize(Fields fields, BulkCall call) {
        YamlNode node = fields.optional("bufferSize");
        if (node != null && !call.lazy()) {
            diagnostics.add(fields.key("bufferSize"), "bufferSize: " + call.key()
                    + " submits everything at once and has no buffer; bufferSize is allowed only with map and starmap");
            return null;
        }
        return node == null ? Integer.valueOf(1) : values.count(node, "bufferSize");
    }

    private @Nullable Integer count(Fields fields, String key) {
        YamlNode node = fields.required(key);
        return node == null ? null : values.count(node, key);
    }

    private @Nullable Duration at(Fields fields) {
        YamlNode node = fields.required("at");
        Duration at = node == null ? null : values.duration(node, "at");
        if (node != null && at != null && runLength != null && at.compareTo(runLength) > 0) {
            diagnostics.add(node, "at: " + DurationText.format(at) + " is after the end of the run, "
                    + DurationText.format(runLength));
        }
        return at;
    }
}
