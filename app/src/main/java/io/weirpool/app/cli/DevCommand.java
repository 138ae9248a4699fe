package io.weirpool.app.cli;

import io.weirpool.app.dev.Dev;
import io.weirpool.app.dev.DevConfig;
import io.weirpool.app.operate.OperateClient;
import io.weirpool.app.operate.PlanJson;
import io.weirpool.app.operate.Server;
import io.weirpool.app.query.RowDifference;
import io.weirpool.app.run.Shutdown;
import io.weirpool.ingest.http.TlsFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A whole Weirpool in one process, until Ctrl-C or SIGTERM. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Runs Kafka, PostgreSQL and Weirpool in one process, on the definitions of a directory. All data is"
                        + " kept in another; starting again on it continues. Ctrl-C stops it.",
        footer = {
            "",
            "While it is ready, DATA/weirpool.env says where it is reached:",
            "  . .weirpool/weirpool.env && psql $WEIRPOOL_POSTGRES_URL",
            "",
            "Examples:",
            "  weirpool dev --dir examples/flights",
            "  weirpool dev --dir my/pipeline --watch",
            "  weirpool dev --dir my/pipeline --data /var/tmp/my --port 0",
            "  weirpool dev --tls-certificate server.pem --tls-key server.key",
            "",
            "Exit codes: 0 stopped by Ctrl-C or SIGTERM, 1 could not start, 2 wrong usage."
        })
final class DevCommand implements Runnable {
    /** Where data is kept unless said otherwise. */
    static final String DATA = ".weirpool";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dir", paramLabel = "DIR", description = "where the .sql files are", defaultValue = ".")
    private Path directory = Path.of(".");

    @Option(names = "--data", paramLabel = "DIR", description = "where all data is kept", defaultValue = DATA)
    private Path data = Path.of(DATA);

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "of the HTTP server; 0 for a free one",
            defaultValue = "8080")
    private int port = 8080;

    @Option(names = "--listen", paramLabel = "ADDRESS", description = "of the HTTP server", defaultValue = "127.0.0.1")
    private String listen = "127.0.0.1";

    @Option(
            names = "--insecure-listen",
            description = "allow --listen beyond this machine, although nobody is authenticated yet")
    private boolean insecureListen;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "PEM: makes the port HTTPS; the verbs trust it by WEIRPOOL_CA")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM: the certificate's key, PKCS #8")
    private @Nullable Path tlsKey;

    @Option(
            names = "--watch",
            description =
                    "apply the definitions whenever a file is saved, telling what that does and which rows change")
    private boolean watch;

    @Override
    public void run() {
        Ports.check(spec, port);
        Optional<TlsFiles> tls = tls();
        long start = System.nanoTime();
        Shutdown shutdown = Signals.stopping(new Shutdown());
        Dev dev = Dev.start(new DevConfig(directory, data, listen, port, insecureListen, tls), shutdown);
        PrintWriter out = spec.commandLine().getOut();
        if (dev.planned().revision() > 0 && !dev.planned().plan().isNothing()) {
            PlanText.lines(PlanJson.of(dev.planned())).forEach(out::println);
        }
        out.printf(
                "weirpool: ready in %.1f s: %s  %s  Kafka %s%n",
                (System.nanoTime() - start) / 1e9, dev.url(), dev.postgresUri(), dev.kafka());
        out.flush();
        if (watch) {
            watch(dev, out);
        }
        Signals.sleepForEver(new CountDownLatch(1));
    }

    private Optional<TlsFiles> tls() {
        if (tlsCertificate == null && tlsKey == null) {
            return Optional.empty();
        }
        if (tlsCertificate == null || tlsKey == null) {
            throw new ParameterException(spec.commandLine(), "--tls-certificate and --tls-key are wanted together");
        }
        return Optional.of(new TlsFiles(tlsCertificate, tlsKey, Optional.empty()));
    }

    private void watch(Dev dev, PrintWriter out) {
        try (RowDifference rows = new RowDifference(dev.reads())) {
            new DevWatch(directory, new OperateClient(new Server(dev.url())), rows, out).run(dev.files());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // to be stopped
        }
    }
}
