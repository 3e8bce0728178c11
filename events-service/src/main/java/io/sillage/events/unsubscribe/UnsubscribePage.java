package io.sillage.events.unsubscribe;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/// The pages that a person may see. They say nothing about the person and lead to nothing of it, since
/// many who are not the person have the link of an email; they run no script, and load nothing.
enum UnsubscribePage {
    QUESTION(Status.OK, "Unsubscribe?", """
            <p>You will get no more marketing emails from this sender.</p>
            <form method="post"><button type="submit">Unsubscribe</button></form>
            <p>If you want to choose what you get instead, please use the link to your preferences in one of our emails.</p>"""),
    DONE(Status.OK, "You are unsubscribed", """
            <p>You will get no more marketing emails from this sender. You can close this page.</p>
            <p>To see your preferences, please use the link to them in one of our emails.</p>"""),
    UNKNOWN(Status.NOT_FOUND, "This link does not work", """
            <p>Perhaps a part of it was lost. Please use the link in the newest email that you got.</p>"""),
    LATER(Status.SERVICE_UNAVAILABLE, "Please try again", """
            <p>Something is not available at the moment, and you are not unsubscribed yet.</p>
            <form method="post"><button type="submit">Try again</button></form>""");

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%1$s</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1rem; }
            button { font: inherit; padding: .6rem 1.2rem; cursor: pointer; }
            </style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    private final Status status;
    private final String html;

    UnsubscribePage(Status status, String title, String content) {
        this.status = status;
        this.html = frame(title, content);
    }

    private static String frame(String title, String content) {
        return FRAME.formatted(title, content);
    }

    RestResponse<String> response() {
        return ResponseBuilder.create(status, html)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
