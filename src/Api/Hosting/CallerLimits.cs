using System.Threading.RateLimiting;
using GridCase.Api.Problems;
using GridCase.Api.SignIn;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GridCase.Api.Hosting;

/// <summary>How many requests one caller may make: by person, by key, or by address while nobody is known. Health and metrics are not counted.</summary>
internal sealed class CallerLimits(IOptions<ApiOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        limiter.OnRejected = (rejected, _) => new(ProblemWriter.Write(rejected.HttpContext, TooMany(rejected.Lease)));
    }

    /// <summary>429, with the time to wait.</summary>
    public static ProblemException TooMany(RateLimitLease refused) => new(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests; wait, then try again.")
    {
        RetryAfter = refused.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1),
    };

    private RateLimitPartition<string> PartitionOf(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Door>() is null || http.Request.Path.StartsWithSegments("/health")) return RateLimitPartition.GetNoLimiter("none");
        var caller = http.CallerOrNone();
        return caller?.KeyId is { } key ? Bucket("key " + key, options.Value.SystemRequestsPerMinute)
            : caller is not null ? Bucket("person " + caller.Id, options.Value.PersonRequestsPerMinute)
            : Bucket("address " + http.Connection.RemoteIpAddress, options.Value.AnonymousRequestsPerMinute);
    }

    /// <summary>A full bucket is ten seconds' worth, refilled each second.</summary>
    private static RateLimitPartition<string> Bucket(string name, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(name, _ => new()
    {
        TokenLimit = Math.Max(10, perMinute / 6),
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    });
}
