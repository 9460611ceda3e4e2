using System.Security.Claims;
using GridCase.Api.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace GridCase.Api.SignIn;

/// <summary>The session of a signed-in person: an encrypted cookie that slides, and that ends when the account is disabled or its password changed.</summary>
internal sealed class SessionCookie(IOptions<ApiOptions> options) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string Scheme = "session";
    private const string UserClaim = "user";
    private const string StampClaim = "stamp";

    public void Configure(string? name, CookieAuthenticationOptions cookie)
    {
        if (name == Scheme) Configure(cookie);
    }

    public void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "gridcase";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = options.Value.SecureCookie ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = options.Value.SessionLife;
        cookie.SlidingExpiration = true;
        // A session lasts in the world's time: moving a manual clock by a month signs nobody out.
        cookie.TimeProvider = TimeProvider.System;
        cookie.Events.OnValidatePrincipal = Validate;
    }

    public static ClaimsPrincipal PrincipalOf(Account account) =>
        new(new ClaimsIdentity([new(UserClaim, account.User), new(StampClaim, Session.Of(account).Stamp!)], Scheme));

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (SessionOf(context.Principal) is { } session && await session.Who(http) is { } caller)
        {
            if (http.CallerOrNone() is null) http.SetCaller(caller);
            return;
        }

        context.RejectPrincipal();
        await http.SignOutAsync(Scheme);
    }

    private static Session? SessionOf(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(UserClaim) is { } user && principal.FindFirstValue(StampClaim) is { } stamp ? new(user, stamp) : null;
}
