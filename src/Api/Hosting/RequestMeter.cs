using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using GridCase.Api.Problems;

namespace GridCase.Api.Hosting;

/// <summary>Counts requests and how long they took, by method, route pattern and status; never by what stood in the address.</summary>
internal sealed class RequestMeter
{
    private static readonly double[] Buckets = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5];
    private readonly ConcurrentDictionary<(string Method, string Route, int Status), Tally> tallies = new();

    public void Add(string method, string route, int status, TimeSpan duration)
    {
        var tally = tallies.GetOrAdd((method, route, status), _ => new(new long[Buckets.Length]));
        Interlocked.Increment(ref tally.Count);
        Interlocked.Add(ref tally.Ticks, duration.Ticks);
        for (var i = 0; i < Buckets.Length; i++)
            if (duration.TotalSeconds <= Buckets[i]) Interlocked.Increment(ref tally.Within[i]);
    }

    public void Write(StringBuilder page)
    {
        page.Append("# HELP gridcase_http_request_seconds Requests by method, route and status.\n# TYPE gridcase_http_request_seconds histogram\n");
        foreach (var ((method, route, status), tally) in tallies.OrderBy(pair => pair.Key))
        {
            var labels = $"method=\"{method}\",route=\"{route}\",status=\"{status}\"";
            for (var i = 0; i < Buckets.Length; i++)
                page.Append(CultureInfo.InvariantCulture, $"gridcase_http_request_seconds_bucket{{{labels},le=\"{Buckets[i]}\"}} {Interlocked.Read(ref tally.Within[i])}\n");
            page.Append(CultureInfo.InvariantCulture, $"gridcase_http_request_seconds_bucket{{{labels},le=\"+Inf\"}} {Interlocked.Read(ref tally.Count)}\n");
            page.Append(CultureInfo.InvariantCulture, $"gridcase_http_request_seconds_sum{{{labels}}} {TimeSpan.FromTicks(Interlocked.Read(ref tally.Ticks)).TotalSeconds}\n");
            page.Append(CultureInfo.InvariantCulture, $"gridcase_http_request_seconds_count{{{labels}}} {Interlocked.Read(ref tally.Count)}\n");
        }
    }

    private sealed class Tally(long[] within)
    {
        public long Count;
        public long Ticks;

        public long[] Within { get; } = within;
    }
}

/// <summary>Measures and logs each request.</summary>
internal sealed class RequestMeterMiddleware(RequestDelegate next, RequestMeter meter, ILogger<RequestMeterMiddleware> log)
{
    private static readonly string[] Known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public async Task Invoke(HttpContext http)
    {
        var start = TimeProvider.System.GetTimestamp();
        SecurityHeaders.Write(http.Response.Headers);
        try
        {
            await next(http);
        }
        finally
        {
            var took = TimeProvider.System.GetElapsedTime(start);
            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            // Anything may stand for a method; only the known ones become a label.
            var method = Known.Contains(http.Request.Method) ? http.Request.Method : "other";
            meter.Add(method, route, http.Response.StatusCode, took);
            ApiLog.Answered(log, http.TraceIdentifier, method, route, http.Response.StatusCode, took.TotalMilliseconds);
        }
    }
}
