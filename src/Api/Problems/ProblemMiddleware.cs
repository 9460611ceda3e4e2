using GridCase.Api.Hosting;

namespace GridCase.Api.Problems;

/// <summary>Turns whatever goes wrong into problem+json: problems thrown by a door, bare status codes, and faults of our own.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, IHostProbe probe, ILogger<ProblemMiddleware> log)
{
    public async Task Invoke(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (ProblemException problem) when (!http.Response.HasStarted)
        {
            Reset(http);
            await ProblemWriter.Write(http, problem);
            return;
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            Reset(http);
            http.Response.StatusCode = bad.StatusCode;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
            return;
        }
        // The one place where an unforeseen fault is caught: it is logged whole and shown as nothing but an id.
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            ApiLog.Faulted(log, http.TraceIdentifier, http.Request.Method, RouteOf(http), fault);
            Reset(http);
            // A host that can keep nothing any more says so, and nothing of what it was asked was kept.
            http.Response.StatusCode = probe.Look().IsReady ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable;
        }

        if (!http.Response.HasStarted && http.Response.StatusCode >= 400 && http.Response.ContentLength is null && string.IsNullOrEmpty(http.Response.ContentType))
            await WriteBare(http);
    }

    private static void Reset(HttpContext http)
    {
        var allow = http.Response.Headers.Allow;
        http.Response.Clear();
        SecurityHeaders.Write(http.Response.Headers);
        if (allow.Count > 0) http.Response.Headers.Allow = allow;
    }

    private static Task WriteBare(HttpContext http)
    {
        var status = http.Response.StatusCode;
        var (code, detail) = status switch
        {
            400 => ("malformed-request", "The request could not be read."),
            401 => ("not-signed-in", "Sign in first, or sign the request."),
            403 => ("not-allowed", "This is not allowed."),
            404 => ("not-found", "There is nothing at this address."),
            405 => ("method-not-allowed", "This address does not take that method; see the Allow header."),
            413 => ("too-large", "The request is too large."),
            415 => ("unsupported-media-type", "This address does not take a body of that type; the OpenAPI document says which it takes."),
            503 => ("not-ready", "The host cannot work at this moment; nothing of this request was kept. Try again later."),
            >= 500 => ("fault", "Something went wrong here; the request id names it in the log."),
            _ => ("refused", "The request was refused."),
        };
        return ProblemWriter.Write(http, status, code, detail);
    }

    private static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
}
