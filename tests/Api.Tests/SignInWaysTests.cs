using System.Net;
using System.Text.Json;

namespace GridCase.Api.Tests;

/// <summary>How a host says that people sign in, before anybody has.</summary>
public sealed class SignInWaysTests
{
    [Fact]
    public async Task A_host_with_accounts_asks_for_user_and_password()
    {
        await using var host = new ApiHost();
        Assert.Equal((true, false, null), await Ways(host.Anonymous));
    }

    [Fact]
    public async Task A_host_behind_a_platform_leads_people_there()
    {
        await using var host = Behind();
        Assert.Equal((false, true, null), await Ways(host.Anonymous));
    }

    [Fact]
    public async Task Whom_the_platform_signed_in_without_an_account_here_is_told_the_name()
    {
        await using var host = Behind();
        Assert.Equal((false, true, "li.si@example.org"), await Ways(As(host, "Li.Si@example.org")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await As(host, "Li.Si@example.org").GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Who_has_an_account_is_signed_in_and_not_unknown()
    {
        await using var host = Behind();
        Assert.Equal((false, true, null), await Ways(As(host, "leader")));
        Assert.Equal(HttpStatusCode.OK, (await As(host, "leader").GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Without_a_platform_nobody_is_named_by_its_header()
    {
        await using var host = new ApiHost();
        Assert.Equal((true, false, null), await Ways(As(host, "leader")));
        Assert.Equal((true, false, null), await Ways(As(host, "li.si@example.org")));
    }

    private static ApiHost Behind() => new(api => (api.PlatformSignIn, api.AccountSignIn) = (true, false));

    /// <summary>A client whose requests bear the principal that App Service's authentication writes.</summary>
    private static HttpClient As(ApiHost host, string user)
    {
        var client = host.WithCookie("none=1");
        client.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { claims = new[] { new { typ = "preferred_username", val = user } } })));
        return client;
    }

    private static async Task<(bool Accounts, bool Platform, string? Unknown)> Ways(HttpClient client)
    {
        var told = JsonDocument.Parse(await client.GetStringAsync("/api/session")).RootElement;
        return (told.GetProperty("accounts").GetBoolean(), told.GetProperty("platform").GetBoolean(), told.TryGetProperty("unknown", out var unknown) ? unknown.GetString() : null);
    }
}
