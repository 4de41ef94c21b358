package io.drydock.gate;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that is asked by HTTP. */
final class WebServer {
    private static final int MOST = 4 << 20; // bytes of an answer

    private WebServer() {}

    record Answer(int status, String body) {}

    /** Why there is no answer. */
    static final class Silence extends Exception {
        private static final long serialVersionUID = 1;

        Silence(String why) {
            super(why, null, false, false);
        }
    }

    /** @param timeout for all of it */
    static Answer ask(String method, String url, Map<String, String> headers, Duration timeout)
            throws Silence, InterruptedException {
        HttpRequest request = request(method, url, headers, timeout);
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(timeout)
                .build()) {
            FutureTask<Answer> asked = new FutureTask<>(() -> answer(client, request));
            Thread.ofVirtual().start(asked);
            try {
                return within(asked, timeout);
            } finally {
                asked.cancel(true);
                client.shutdownNow();
            }
        }
    }

    private static HttpRequest request(String method, String url, Map<String, String> headers, Duration timeout)
            throws Silence {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .timeout(timeout);
            headers.forEach(request::header);
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new Silence("cannot be asked: " + e.getMessage());
        }
    }

    private static Answer answer(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return new Answer(response.statusCode(), new String(body.readNBytes(MOST), StandardCharsets.UTF_8));
        }
    }

    private static Answer within(Future<Answer> asked, Duration timeout) throws Silence, InterruptedException {
        try {
            return asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Silence("no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new Silence(why(Optional.ofNullable(e.getCause()).orElse(e), timeout));
        }
    }

    private static String why(Throwable e, Duration timeout) {
        return switch (e) {
            case HttpConnectTimeoutException _ -> "cannot be connected to within " + timeout.toSeconds() + " s";
            case HttpTimeoutException _ -> "no answer within " + timeout.toSeconds() + " s";
            case ConnectException refused ->
                "cannot be connected to" + (refused.getMessage() == null ? "" : ": " + refused.getMessage());
            default -> "no answer: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        };
    }
}
