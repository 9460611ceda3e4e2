using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Workflows.Tests.Directory;

/// <summary>What a change makes of the outlines.</summary>
public sealed class OutlineBookTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Outline County = new("440804", [[[110, 21, 111, 21, 111, 22, 110, 21]]]);
    private static readonly Outline Town = new("440804100", [[[110, 21, 110.5, 21, 110.5, 21.5, 110, 21]]]);

    [Fact]
    public void New_outlines_replace_all_or_stand_beside_those_of_other_places()
    {
        var book = OutlineBook.Empty.With([County], false, At, "p-1");
        Assert.Equal(["440804100"], book.With([Town], keep: false, At, "p-1").Outlines.Select(outline => outline.Code));
        Assert.Equal(["440804", "440804100"], book.With([Town], keep: true, At, "p-1").Outlines.Select(outline => outline.Code));
        Assert.Empty(book.With([], keep: false, At, "p-1").Outlines);
    }

    [Fact]
    public void The_same_once_more_is_no_change()
    {
        var book = OutlineBook.Empty.With([Town, County], false, At, "p-1");
        Outline again = new("440804", [[[110, 21, 111, 21, 111, 22, 110, 21]]]);
        Assert.Same(book, book.With([again], keep: true, At, "p-2"));
        Assert.Same(book, book.With([again, Town], keep: false, At, "p-2"));
        Assert.Same(OutlineBook.Empty, OutlineBook.Empty.With([], keep: false, At, "p-2"));
        Assert.NotSame(book, book.With([again with { Polygons = [[[110, 21, 111, 21, 111, 22.000001, 110, 21]]] }], keep: true, At, "p-2"));
    }

    [Fact]
    public void Who_changed_them_is_remembered_for_fifty_changes()
    {
        var book = OutlineBook.Empty;
        for (var turn = 1; turn <= 60; turn++) book = book.With(turn % 2 == 0 ? [] : [County], false, At.AddDays(turn), $"p-{turn}");
        Assert.Equal((OutlineBook.MostDeeds, new OutlineDeed(At.AddDays(60), "p-60", 0), new OutlineDeed(At.AddDays(11), "p-11", 1)), (book.Deeds.Length, book.Deeds[0], book.Deeds[^1]));
    }
}
