using GridCase.Workflows.Care;

namespace GridCase.Local.Tests.Storage;

public sealed class MemoryCareTests : CareContract<MemoryRig>;

public sealed class SqliteCareTests : CareContract<SqliteRig>
{
    [Fact]
    public async Task Who_is_visited_stands_nowhere_in_the_files()
    {
        var a = await Enter('a', First, CareTier.High);
        await Care.Reveal(new(a.Id, CareFields.Name, "worker", "陈阿婆住院回来了", Rig.Now));
        foreach (var round in new[] { 1, 2 })
        {
            Assert.True(Rig.Holds(a.Id), "The search must find what is not encrypted.");
            foreach (var secret in new[] { "陈阿婆", "光明路12号", "13812345678", "陈**", "138****5678" }) Assert.False(Rig.Holds(secret), $"{secret} in round {round}");
            Rig.Restart();
        }

        Assert.Equal("陈**", (await Care.Texts([a.Id])).Single(text => text.Field == CareFields.NameMasked).Value);
    }
}
