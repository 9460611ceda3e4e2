using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using GridCase.Api.Hosting;
using GridCase.Workflows.Directory;
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
        new(new ClaimsIdentity([new(UserClaim, account.User), new(StampClaim, StampOf(account))], Scheme));

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var account = context.Principal?.FindFirstValue(UserClaim) is { } user
            ? await services.GetRequiredService<IAccountStore>().Find(user, context.HttpContext.RequestAborted)
            : null;
        var directory = services.GetRequiredService<IDirectorySource>().Current;
        if (account is { Disabled: false } && StampOf(account) == context.Principal!.FindFirstValue(StampClaim) && directory.Person(account.PersonId) is { } person)
        {
            if (context.HttpContext.CallerOrNone() is null) context.HttpContext.SetCaller(new(person, directory, null));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    /// <summary>Changes with the password, so that a new password ends the sessions of the old.</summary>
    private static string StampOf(Account account) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.PasswordHash)).AsSpan(0, 8));
}
