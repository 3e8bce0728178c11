package io.sillage.local.stack;

import io.sillage.local.process.Child;
import io.sillage.local.process.Logs;
import io.sillage.local.process.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service as a Java process of its own.
final class ServiceProcess implements Part {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Service service;
    private final App app;
    private final List<String> javaOptions;
    private final Logs logs;
    private @Nullable Child child;

    ServiceProcess(Service service, App app, List<String> javaOptions, Logs logs) {
        this.service = service;
        this.app = app;
        this.javaOptions = javaOptions;
        this.logs = logs;
    }

    @Override
    public String name() {
        return service.name();
    }

    int port() {
        return service.port();
    }

    @Override
    public void start() throws IOException {
        var words = new ArrayList<String>();
        words.add(Child.java());
        words.addAll(service.share().javaOptions());
        words.addAll(javaOptions);
        words.add("-jar");
        words.add(app.jar().toString());
        child = Child.start(new Child.Command(words, service.environment(), logs.of(name())));
    }

    @Override
    public boolean isAlive() {
        return child != null && child.isAlive();
    }

    /// Whether the service says that it can be used.
    boolean isReady(HttpClient client) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port())))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public long pid() {
        return child == null ? -1 : child.pid();
    }

    @Override
    public void stop(Duration patience) {
        if (child != null) {
            child.stop(patience);
        }
    }
}
