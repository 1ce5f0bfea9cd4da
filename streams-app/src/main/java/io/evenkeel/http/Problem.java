package io.evenkeel.http;

import io.evenkeel.json.Json;
import io.javalin.http.Context;

/**
 * Why a request was not answered as asked, and what to do: a problem document.
 *
 * @param status of HTTP
 * @param title what is wrong, the same for every case of it
 * @param detail one sentence that names the fix
 */
record Problem(int status, String title, String detail) {
  static final int RETRY_AFTER_SECONDS = 1;

  static Problem badRequest(String detail) {
    return new Problem(400, "The request cannot be understood", detail);
  }

  static Problem unknown(String detail) {
    return new Problem(404, "There is no such thing", detail);
  }

  /** Nobody can answer just now; the client is told when to come again. */
  static Problem notNow(String detail) {
    return new Problem(503, "The instance cannot answer yet", detail);
  }

  static Problem failed() {
    return new Problem(
        500, "The request failed", "This is a fault of ours; the log of this instance says more.");
  }

  void answer(Context ctx) {
    if (status == 503) {
      ctx.header("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
    }
    var body = Json.object();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.put("instance", ctx.path());
    ctx.status(status).result(Json.line(body)).contentType("application/problem+json");
  }

  /** The problem, thrown from wherever it is met. */
  ProblemException thrown() {
    return new ProblemException(this);
  }

  /** Carries a problem to the one place that answers it. */
  static final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
      super(problem.detail());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
