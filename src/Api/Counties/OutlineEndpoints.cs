using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory.Outlines;
using Microsoft.Net.Http.Headers;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Counties;

/// <summary>The outlines of places (区域轮廓) from which maps are drawn.</summary>
internal static class OutlineEndpoints
{
    /// <summary>5 MB.</summary>
    private const int Limit = 5 * 1024 * 1024;

    private const string GeoJson = "application/geo+json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/outlines", Get).Everyone()
            .Summary("Outlines of places", "As GeoJSON: of the place within (6 digits of the county, 9 of a town, 12 of a village; left out, the county) and of those straight below it that lie within scope. With If-None-Match an answer that has not changed is 304.")
            .Gives<OutlineCollection>().Gives(304).Refuses(400, "invalid-value", "out-of-bounds");
        routes.MapGet("/api/outlines/standing", Standing).For(Administrator, Auditor).Summary("Which places are outlined", "By floor, and who changed it when.").Gives<OutlineStanding>();
        routes.MapPut("/api/outlines", Put).For(Administrator).Takes<OutlinesDocument>().Accepts<OutlinesDocument>("application/json", GeoJson).Limit(Limit)
            .Summary("Set the outlines of places", "A GeoJSON FeatureCollection of Polygons and MultiPolygons in degrees: at most 5 MB, 5,000 features, 20,000 points of one place and 200,000 of all. The code of a place is read from the properties code, adcode, gridCode, 网格编码, 区划代码 or from id. "
                + "What the file leaves out is gone; with keep=true it stays. Codes that the county does not have are passed over and told; where none is known, nothing is changed. A repeat changes nothing. If-Match with the version guards against somebody else's change.")
            .Gives<OutlinesTaken>().Refuses(409, "outlines-changed").Refuses(422, "outlines-invalid", "no-known-place");
        routes.MapDelete("/api/outlines", Delete).For(Administrator).Summary("Take all outlines away", "Maps are tiles then. A repeat changes nothing.").Gives<OutlineStanding>().Refuses(400, "invalid-value").Refuses(409, "outlines-changed");
    }

    private static async Task<IResult> Get(HttpContext http, IOutlineStore store, string? within)
    {
        var caller = http.Caller();
        var place = PlaceOf(within, caller.Directory.Code);
        var book = await store.Load(http.RequestAborted);
        http.Response.Headers.CacheControl = "private, no-cache";
        var tag = new EntityTagHeaderValue(TagOf(book, caller, place));
        http.Response.GetTypedHeaders().ETag = tag;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(seen => seen.Compare(tag, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Answer.Ok(OutlineViews.Collection(book, caller, place));
    }

    private static async Task<IResult> Standing(HttpContext http, IOutlineStore store)
    {
        var book = await store.Load(http.RequestAborted);
        DirectoryDoor.Tag(http, book.Version);
        return Answer.Ok(OutlineViews.Standing(book, http.Caller().Directory));
    }

    private static async Task<IResult> Put(HttpContext http, IOutlineStore store, TimeProvider time, string? keep)
    {
        var keeps = Asked.Flag(keep, "keep");
        using var json = await Body.ReadJson(http, Limit, GeoJson);
        var directory = http.Caller().Directory;
        var file = OutlineFile.Read(json.RootElement, directory);
        if (file.Outlines.IsEmpty && file.Features > 0)
            throw ProblemException.Inconsistent("no-known-place", $"None of the {file.Features} feature(s) has the code of a place of this county, so nothing was changed.", "features");
        var (before, now) = await Change(http, store, book => OutlineFile.Bounded(book.With(file.Outlines, keeps, time.GetUtcNow(), http.Caller().Id)));
        return Answer.Ok(new OutlinesTaken(!ReferenceEquals(before, now), file.Features, file.Outlines.Length, file.Unknown, file.UnknownCodes, file.WithoutCode, OutlineViews.Standing(now, directory)));
    }

    private static async Task<IResult> Delete(HttpContext http, IOutlineStore store, TimeProvider time)
    {
        var (_, now) = await Change(http, store, book => book.With([], keep: false, time.GetUtcNow(), http.Caller().Id));
        return Answer.Ok(OutlineViews.Standing(now, http.Caller().Directory));
    }

    /// <summary>The book before and after a change; the same where nothing is different.</summary>
    private static async Task<(OutlineBook Before, OutlineBook Now)> Change(HttpContext http, IOutlineStore store, Func<OutlineBook, OutlineBook> change)
    {
        var before = await store.Load(http.RequestAborted);
        if (DirectoryDoor.MatchOf(http.Request) is { } seen && seen != before.Version) throw Changed(before.Version);
        var now = change(before);
        if (!ReferenceEquals(before, now))
        {
            if (!await store.Save(now, before.Version, CancellationToken.None)) throw Changed(before.Version + 1);
            now = now with { Version = before.Version + 1 };
        }

        DirectoryDoor.Tag(http, now.Version);
        return (before, now);
    }

    private static string PlaceOf(string? within, string county)
    {
        var place = Asked.Text(within, "within", 15) ?? county;
        return place.All(char.IsAsciiDigit) ? place : throw ProblemException.Malformed("invalid-value", "within is the code of a place: 6, 9 or 12 digits.", "within");
    }

    /// <summary>What is answered follows from these; a person's scope stands in the directory.</summary>
    private static string TagOf(OutlineBook book, Caller caller, string place) => "\"" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{book.Version}|{caller.Directory.Version}|{caller.Id}|{place}"))).AsSpan(0, 16)) + "\"";

    private static ProblemException Changed(int version) =>
        ProblemException.Conflict("outlines-changed", $"Somebody else changed the outlines meanwhile; they are at version {version}. Look at them again and repeat the change.");
}
