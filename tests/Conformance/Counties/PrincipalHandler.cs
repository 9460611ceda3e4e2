using System.Text.Json;

namespace GridCase.Conformance.Counties;

/// <summary>Says who somebody is as the platform in front of the host does that signed them in.</summary>
internal sealed class PrincipalHandler(string user) : DelegatingHandler
{
    private readonly string principal = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { claims = new[] { new { typ = "preferred_username", val = user } } }));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", principal);
        return base.SendAsync(request, cancellationToken);
    }
}
