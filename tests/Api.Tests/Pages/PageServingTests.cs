using System.Net;
using GridCase.Api.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace GridCase.Api.Tests.Pages;

/// <summary>Pages as the build leaves them: who asks for what, and what comes with it.</summary>
public sealed class PageServingTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("gridcase-pages-");
    private WebApplication app = null!;
    private HttpClient browser = null!;

    public async Task InitializeAsync()
    {
        var pages = folder.CreateSubdirectory("pages");
        foreach (var (name, text) in new[] { ("index.html", "console"), ("m/index.html", "grid app"), ("assets/a-1x2y.js", "script"), ("m/manifest.webmanifest", "{}"), ("m/assets/b-3z.css", "style"), ("../secret.txt", "secret") })
        {
            var file = new FileInfo(Path.Combine(pages.FullName, name));
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, text);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddPages();
        app = builder.Build();
        app.UsePages(pages.FullName);
        app.Run(http =>
        {
            http.Response.StatusCode = 404;
            return http.Response.WriteAsync("door");
        });
        await app.StartAsync();
        browser = app.GetTestClient();
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/", "console")]
    [InlineData("/cases/440804-1", "console")]
    [InlineData("/deadlines?tab=history", "console")]
    [InlineData("/m/", "grid app")]
    [InlineData("/m/tasks", "grid app")]
    [InlineData("/market", "console")]
    [InlineData("/assets/a-1x2y.js", "script")]
    public async Task An_address_leads_to_its_page(string path, string text) => Assert.Equal((HttpStatusCode.OK, text), await Get(path));

    [Theory]
    [InlineData("/api/cases")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/assets/gone.js")]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/assets/..%5c..%5csecret.txt")]
    public async Task What_is_no_page_goes_on_to_the_doors(string path) => Assert.Equal((HttpStatusCode.NotFound, "door"), await Get(path));

    [Fact]
    public async Task Data_asked_for_at_the_address_of_a_page_is_not_answered_with_one()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/cases/440804-1");
        request.Headers.Add("Accept", "application/json");
        using var plain = app.GetTestClient();
        Assert.Equal(HttpStatusCode.NotFound, (await plain.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_write_is_never_a_page() => Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/", null)).StatusCode);

    [Fact]
    public async Task The_grid_app_is_found_without_its_last_stroke() =>
        Assert.Equal((HttpStatusCode.MovedPermanently, "/m/?from=code"), await Redirect("/m?from=code"));

    [Fact]
    public async Task A_page_is_asked_for_anew_and_what_bears_a_hash_is_kept()
    {
        using var page = await browser.GetAsync("/cases");
        using var script = await browser.GetAsync("/assets/a-1x2y.js");
        using var style = await browser.GetAsync("/m/assets/b-3z.css");
        Assert.True(page.Headers.CacheControl!.NoCache);
        Assert.All([script, style], kept => Assert.Equal(TimeSpan.FromDays(365), kept.Headers.CacheControl!.MaxAge));
    }

    [Fact]
    public async Task A_page_loads_nothing_from_elsewhere_and_is_not_framed()
    {
        using var page = await browser.GetAsync("/");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", page.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("application/manifest+json", (await browser.GetAsync("/m/manifest.webmanifest")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_host_without_pages_answers_as_before()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddPages();
        await using var bare = builder.Build();
        bare.UsePages(Path.Combine(folder.FullName, "nowhere"));
        bare.Run(http => http.Response.WriteAsync("door"));
        await bare.StartAsync();
        Assert.Equal("door", await bare.GetTestClient().GetStringAsync("/"));
    }

    private async Task<(HttpStatusCode Status, string Text)> Get(string path)
    {
        using var answer = await browser.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(HttpStatusCode Status, string To)> Redirect(string path)
    {
        using var answer = await browser.GetAsync(path);
        return (answer.StatusCode, answer.Headers.Location!.ToString());
    }
}
