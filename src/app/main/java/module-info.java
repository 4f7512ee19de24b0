/** Poolscope: a thread-pool library, synthetic workloads for it, and a window that shows what it did. */
module dev.poolscope {
    requires dev.poolscope.pool;

    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    requires java.management;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    requires javafx.controls;
    requires javafx.fxml;
    requires org.controlsfx.controls;
    requires atlantafx.base;

    requires info.picocli;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;
    requires org.jctools.core;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.simple;
    requires org.apache.commons.rng.sampling;
    requires org.apache.commons.statistics.distribution;

    // Ctrl-C: see SignalInterruptions.
    requires jdk.unsupported;

    // Commands are described by annotations, which picocli reads.
    opens dev.poolscope.cli to
            info.picocli;
    // The loader of views makes the controllers, and fills their fields.
    opens dev.poolscope.app.shell to
            javafx.fxml;
    opens dev.poolscope.app.compose to
            javafx.fxml;
    opens dev.poolscope.app.explain to
            javafx.fxml;
    opens dev.poolscope.app.watch to
            javafx.fxml;
}
