package dev.poolscope.lesson.play;

import java.io.OutputStream;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes JSON that a person can read too. */
final class Json {
    private Json() {}

    static JsonGenerator to(OutputStream out) {
        return new JsonFactory().createGenerator(new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }
        }, out).configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
    }
}
