using GridCase.Api.Problems;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace GridCase.Api.Pages;

/// <summary>
/// Serves the web pages: the console at <c>/</c>, the grid app at <c>/m/</c>. They hold no data, so anybody may load them; what they show comes through the
/// doors. An address without a file is a place within one of the two, which finds its way itself.
/// </summary>
internal static class PageServing
{
    /// <summary>Where the build puts the pages, beside the program.</summary>
    public const string Folder = "pages";

    private const string Console = "/index.html";
    private const string GridApp = "/m/index.html";

    private static readonly PathString[] Doors = ["/api", "/open311", "/health", "/metrics", "/openapi"];

    public static void AddPages(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        // Nothing secret stands in a page, so that its length tells nothing.
        options.EnableForHttps = true;
        options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/manifest+json"];
    });

    /// <param name="folder">Where the pages lie; where there is none, nothing is served.</param>
    public static void UsePages(this IApplicationBuilder app, string folder)
    {
        if (!Directory.Exists(folder)) return;
        var files = new PhysicalFileProvider(folder);
        var types = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } };
        app.UseWhen(IsPage, pages =>
        {
            pages.UseResponseCompression();
            pages.Use((http, next) => Lead(http, files) ? next(http) : Task.CompletedTask);
            pages.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types, OnPrepareResponse = served => Head(served.Context) });
        });
    }

    private static bool IsPage(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && !Doors.Any(door => http.Request.Path.StartsWithSegments(door));

    /// <summary>Turns an address that a page knows into the file of that page; false when the answer is a redirect.</summary>
    private static bool Lead(HttpContext http, PhysicalFileProvider files)
    {
        var path = http.Request.Path;
        if (path == "/m")
        {
            http.Response.Redirect("/m/" + http.Request.QueryString, permanent: true);
            return false;
        }

        if (!Path.HasExtension(path.Value) && WantsPage(http.Request)) http.Request.Path = path.StartsWithSegments("/m") && files.GetFileInfo(GridApp).Exists ? GridApp : Console;
        return true;
    }

    private static bool WantsPage(HttpRequest request) => request.Path == "/" || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static void Head(HttpContext http)
    {
        var headers = http.Response.Headers;
        SecurityHeaders.WriteForPage(headers);
        // A file of the build bears the hash of its content in its name.
        var isForever = http.Request.Path.Value!.Contains("/assets/", StringComparison.Ordinal);
        headers.CacheControl = isForever ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
    }
}
