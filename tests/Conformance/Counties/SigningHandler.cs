using GridCase.Api.SignIn;

namespace GridCase.Conformance.Counties;

/// <summary>Signs each request as systems do.</summary>
internal sealed class SigningHandler(string key, string secret) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        RequestSignature.Sign(request, body, key, secret, DateTimeOffset.UtcNow);
        return await base.SendAsync(request, cancellationToken);
    }
}
