using Microsoft.AspNetCore.Authentication;

namespace GridCase.Api.SignIn;

/// <summary>Finds who is signed in by the cookie, where nobody signed the request.</summary>
internal sealed class SessionMiddleware(RequestDelegate next)
{
    public async Task Invoke(HttpContext http)
    {
        if (http.CallerOrNone() is null && http.Request.Headers.Cookie.Count > 0) await http.AuthenticateAsync(SessionCookie.Scheme);
        await next(http);
    }
}
