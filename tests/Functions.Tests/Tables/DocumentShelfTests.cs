using System.Security.Cryptography;
using GridCase.Functions.Tables;
using GridCase.Functions.Tests.Fakes;

namespace GridCase.Functions.Tests.Tables;

public sealed class DocumentShelfTests
{
    private readonly FakeTables service = new();
    private readonly DocumentShelf documents;

    public DocumentShelfTests()
    {
        var tables = new CountyTables(service);
        tables.Create(default).Wait();
        documents = new(tables.Registers, "document");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task A_document_of_any_length_comes_back_as_it_was_saved(int length)
    {
        var first = RandomNumberGenerator.GetBytes(length);
        var second = RandomNumberGenerator.GetBytes(length);
        Assert.Null(await documents.Load("a/b", default));
        Assert.True(await documents.Save("a/b", 0, first, default));
        Assert.Equal(first, (await documents.Load("a/b", default))!.Content);
        Assert.True(await documents.Save("a/b", 1, second, default));

        var loaded = await documents.Load("a/b", default);
        Assert.Equal((2, 2), (loaded!.Version, await documents.Version("a/b", default)));
        Assert.Equal(second, loaded.Content);
        Assert.Null(await documents.Load("a", default));
    }

    [Fact]
    public async Task Of_two_who_save_the_same_version_one_is_first_and_nothing_is_left_of_the_other()
    {
        var (first, other) = (RandomNumberGenerator.GetBytes(2_000_000), RandomNumberGenerator.GetBytes(2_000_000));
        await documents.Save("a", 0, first, default);
        var rows = service.Table("registers").Rows;
        service.BeforeWrite = (_, _, row) =>
        {
            if (row != "head") return;
            service.BeforeWrite = null;
            Assert.True(documents.Save("a", 1, other, default).Result);
        };

        Assert.False(await documents.Save("a", 1, RandomNumberGenerator.GetBytes(2_000_000), default));
        Assert.False(await documents.Save("a", 1, first, default));
        Assert.Equal(other, (await documents.Load("a", default))!.Content);
        Assert.Equal(rows, service.Table("registers").Rows);
    }
}
