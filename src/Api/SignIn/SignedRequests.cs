using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Directory;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GridCase.Api.SignIn;

/// <summary>Checks the signature of systems. A signed request is that of the system alone, whatever cookie comes with it.</summary>
internal sealed class SignedRequests(
    RequestDelegate next, IOptions<ApiOptions> options, IOptions<RateLimiterOptions> limits, TimeProvider time, SeenSignatures seen, ILogger<SignedRequests> log, IDevClock? devClock = null)
{
    public async Task Invoke(HttpContext http, IAccountStore accounts, KeyCheck keys, IDirectorySource directory)
    {
        if (http.Request.Headers.TryGetValue(RequestSignature.KeyHeader, out var key))
        {
            var signed = new SignedHeaders(key.ToString(), http.Request.Headers[RequestSignature.TimestampHeader].ToString(), http.Request.Headers[RequestSignature.SignatureHeader].ToString());
            http.SetCaller(await Admit(http, signed, accounts, keys, directory.Current));
        }

        await next(http);
    }

    private async Task<Caller> Admit(HttpContext http, SignedHeaders signed, IAccountStore accounts, KeyCheck keys, CountyDirectory directory)
    {
        try
        {
            return await Check(http, signed, accounts, keys, directory);
        }
        catch (ProblemException)
        {
            // Nobody is known, so the address is counted and not the key: naming another's key locks nobody out. What is signed rightly is counted once, further on.
            using var lease = limits.Value.GlobalLimiter?.AttemptAcquire(http);
            if (lease is { IsAcquired: false }) throw CallerLimits.TooMany(lease);
            throw;
        }
    }

    private async Task<Caller> Check(HttpContext http, SignedHeaders signed, IAccountStore accounts, KeyCheck keys, CountyDirectory directory)
    {
        if (signed.Key.Length is 0 or > 64 || signed.Timestamp.Length == 0 || signed.Signature.Length == 0)
            throw Refused(signed, "signature-incomplete", $"A signed request has {RequestSignature.KeyHeader}, {RequestSignature.TimestampHeader} and {RequestSignature.SignatureHeader}.");
        if (RequestSignature.InstantOf(signed.Timestamp) is not { } at || !IsNow(at))
            throw Refused(signed, "stale-timestamp", $"The time stamp is unix seconds, at most {options.Value.SignatureTolerance.TotalSeconds:0} s from the host's time.");
        var key = await keys.Usable(signed.Key, http.RequestAborted);
        var body = await KeepBody(http);
        var expected = RequestSignature.Of(key?.Secret ?? KeyCheck.NoSecret, signed.Timestamp, http.Request.Method, TargetOf(http), body);
        if (!RequestSignature.Matches(expected, signed.Signature) || key is null)
            throw Refused(signed, "bad-signature", "The key is unknown or retired, or the signature is not that of this request.");
        await RefuseReplay(http, signed, accounts);
        await keys.NoteUse(key, http.RequestAborted);
        return directory.Person(key.ActsAs) is { } person
            ? new(person, directory, key)
            : throw Refused(signed, "bad-signature", "The key acts for nobody whom the directory knows.");
    }

    private async Task RefuseReplay(HttpContext http, SignedHeaders signed, IAccountStore accounts)
    {
        // Reading twice harms nobody, and a poll within one second bears the same signature.
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return;
        if (seen.IsRepeatedAtOnce(signed.Key, signed.Signature, http.Request.Headers[RepeatGuard.Header].ToString())) return;
        var until = time.GetUtcNow() + (2 * options.Value.SignatureTolerance);
        if (!await accounts.RememberSignature(signed.Key, signed.Signature.ToLowerInvariant(), until, http.RequestAborted))
            throw Refused(signed, "replayed", "This signed request was received before; to send it again, sign it anew.");
    }

    /// <summary>Under a manual clock a caller may sign by the county's time or by its own.</summary>
    private bool IsNow(DateTimeOffset at)
    {
        var tolerance = options.Value.SignatureTolerance;
        return (at - time.GetUtcNow()).Duration() <= tolerance || (devClock is not null && (at - TimeProvider.System.GetUtcNow()).Duration() <= tolerance);
    }

    private static async Task<byte[]> KeepBody(HttpContext http)
    {
        // Nobody is known yet: where no key opens the door, no large file is read for whoever claims to have one.
        var plate = http.GetEndpoint()?.Metadata;
        var limit = plate?.GetMetadata<OpensToKeys>() is null ? Body.Limit : plate.GetMetadata<BodyLimit>()?.Bytes ?? Body.Limit;
        var bytes = await Body.ReadBytes(http, limit);
        http.Request.Body = new MemoryStream(bytes, writable: false);
        return bytes;
    }

    /// <summary>As it was sent: the server decodes paths, and a signature is over what was sent.</summary>
    private static string TargetOf(HttpContext http)
    {
        var raw = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return raw is { Length: > 0 } && raw[0] == '/' ? raw : http.Request.PathBase.ToUriComponent() + http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
    }

    private ProblemException Refused(SignedHeaders signed, string code, string detail)
    {
        // Only what looks like a key is logged: anything may stand in a header.
        ApiLog.SignatureRefused(log, signed.Key.Length <= 64 && signed.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? signed.Key : "?", code);
        return ProblemException.NotSignedIn(code, detail);
    }

    private readonly record struct SignedHeaders(string Key, string Timestamp, string Signature);
}
