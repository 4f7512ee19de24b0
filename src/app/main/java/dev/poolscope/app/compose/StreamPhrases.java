package dev.poolscope.app.compose;

import dev.poolscope.app.chart.arrivals.ArrivalCurve;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.OfferedLoad;

/** Says in one line what a stream is. */
final class StreamPhrases {
    /** How many colours there are for streams: those beyond the fifth share the last. */
    static final int COLORS = 6;

    private final Texts texts;

    StreamPhrases(Texts texts) {
        this.texts = texts;
    }

    String of(StreamSpec stream) {
        return arrivals(stream.arrivals()) + " · " + work(stream.task().work());
    }

    /** How many workers its tasks keep busy while they come; of what comes at once, how much work that is. */
    String load(Scenario scenario, int index) {
        OfferedLoad.OfStream load = OfferedLoad.of(scenario, ArrivalCurve.of(scenario).lengthNanos()).streams()
                .get(index);
        if (load.workNanos() == 0) {
            return "";
        }
        return load.windowNanos() == 0
                ? texts.of("compose.says.workAtOnce", TimeText.duration(Math.round(load.workNanos())))
                : texts.of(load.closed() ? "compose.says.busyAtMost" : "compose.says.busy",
                        LegibleCount.mean(load.busy()));
    }

    private String arrivals(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Constant(var rate) -> texts.of("compose.says.constant", rate);
            case Arrivals.Poisson(var rate) -> texts.of("compose.says.poisson", rate);
            case Arrivals.Ramp(var from, var to) -> texts.of("compose.says.ramp", from, to);
            case Arrivals.Bursts(var count, var every) ->
                texts.of("compose.says.bursts", count, DurationText.format(every));
            case Arrivals.Batch(var count, var at) -> texts.of("compose.says.batch", count, DurationText.format(at));
            case Arrivals.Closed(var users, _) -> texts.of("compose.says.closed", users);
            case Arrivals.Bulk bulk -> texts.of("compose.says.bulk", bulk.call().key(), bulk.items(),
                    DurationText.format(bulk.at()));
        };
    }

    private String work(Work work) {
        return switch (work) {
            case Work.Sleep(var time) -> texts.of("compose.says.sleep", time(time));
            case Work.Cpu(var time) -> texts.of("compose.says.cpu", time(time));
            case Work.Lock(var time) -> texts.of("compose.says.lock", time(time));
            case Work.FanOut(var children, var child, _) ->
                texts.of("compose.says.fanOut", children, time(child));
        };
    }

    private String time(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Fixed(var value) -> DurationText.format(value);
            case Distribution.Uniform(var min, var max) ->
                DurationText.format(min) + "–" + DurationText.format(max);
            case Distribution.Exponential(var mean) -> texts.of("compose.says.about", DurationText.format(mean));
            case Distribution.LogNormal(var median, _) -> texts.of("compose.says.about", DurationText.format(median));
            case Distribution.Pareto(var scale, _) -> texts.of("compose.says.atLeast", DurationText.format(scale));
        };
    }
}
