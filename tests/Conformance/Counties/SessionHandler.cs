using System.Net.Http.Json;

namespace GridCase.Conformance.Counties;

/// <summary>Signs an account in before its first request, and sends its cookie with every one.</summary>
internal sealed class SessionHandler(Uri session, string user, string password) : DelegatingHandler
{
    private readonly SemaphoreSlim one = new(1, 1);
    private string? cookie;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("Cookie", cookie ?? await SignIn(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<string> SignIn(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (cookie is not null) return cookie;
            using var asked = new HttpRequestMessage(HttpMethod.Post, session) { Content = JsonContent.Create(new { user, password }) };
            using var answer = await base.SendAsync(asked, cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{user} could not sign in: {(int)answer.StatusCode}");
            return cookie = answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        }
        finally
        {
            one.Release();
        }
    }
}
