namespace GridCase.Hosting.Records;

/// <summary>Where the cases of a page of a preview stand in its list of colours; places begin at 1.</summary>
internal static class PreviewPlaces
{
    private const long PlacesOfPage = 100_000;

    public static long Of(int page, int index) => (page * PlacesOfPage) + index + 1;

    /// <summary>The page that a place belongs to; of the last place of a page, its own.</summary>
    public static int PageOf(long place) => (int)(Math.Max(place - 1, 0) / PlacesOfPage);
}
