using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace GridCase.Api.Hosting;

/// <summary>
/// What every request passes before its endpoint: no writes from other sites, an answer type that the caller takes, somebody signed in, with a role
/// that has the operation. Endpoints that are not the API's pass untouched.
/// </summary>
internal sealed class Gate(RequestDelegate next)
{
    public async Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Door>() is { } door)
        {
            SecurityHeaders.WriteForData(http.Response.Headers);
            RefuseOtherSites(http.Request);
            LimitBody(http);
            if (!door.IsOpenToAnyone) await Admit(http, door);
            RefuseOtherTypes(http.Request, door);
        }

        await next(http);
    }

    private static async Task Admit(HttpContext http, Door door)
    {
        if (http.CallerOrNone() is null) await http.AuthenticateAsync(SessionCookie.Scheme);
        var caller = http.Caller();
        if (caller.Purpose is { } purpose && http.GetEndpoint()!.Metadata.GetMetadata<OpensToKeys>()?.Purposes.Contains(purpose) != true)
            throw ProblemException.Forbidden("key-lacks-operation", "A key of this purpose does not open this address.");
        if (!door.Roles.IsEmpty && !caller.HasAny(door.Roles.AsSpan()))
            throw ProblemException.Forbidden("role-lacks-operation", "None of your roles may do this.");
    }

    /// <summary>A browser says where a request comes from. SameSite=Strict keeps the cookie back already; this is the second lock.</summary>
    private static void RefuseOtherSites(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var isOther = site.Length > 0 ? site is not ("same-origin" or "none") : IsOtherOrigin(request);
        if (isOther) throw ProblemException.Forbidden("cross-site", "Writes are taken from pages of this host only.");
    }

    private static bool IsOtherOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !string.Equals(uri.Authority, request.Host.ToUriComponent(), StringComparison.OrdinalIgnoreCase);
    }

    private static void LimitBody(HttpContext http)
    {
        var limit = http.GetEndpoint()!.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? Body.Limit;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit + 1024;
    }

    private static void RefuseOtherTypes(HttpRequest request, Door door)
    {
        if (request.GetTypedHeaders().Accept is not { Count: > 0 } accepted) return;
        foreach (var wanted in accepted)
        {
            if (wanted.Quality == 0) continue;
            foreach (var offered in door.Offers)
                if (offered == "*/*" || wanted.MatchesAllTypes || MediaTypeHeaderValue.Parse(offered).IsSubsetOf(wanted)) return;
        }

        throw new ProblemException(StatusCodes.Status406NotAcceptable, "not-acceptable", $"This address answers {string.Join(", ", door.Offers)}.");
    }
}
