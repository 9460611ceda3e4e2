using GridCase.Functions.Durable;

namespace GridCase.Functions.Tests.Durable;

public sealed class InstanceIdTests
{
    [Theory]
    [InlineData("case:0123456789abcdef0123456789abcdef")]
    [InlineData("lane:mail/p-00012/0123456789abcdef0123456789abcdef")]
    [InlineData("lane:a#b?c\\d!e%f'g/张")]
    public void An_id_becomes_one_that_the_engine_takes_and_comes_back(string id)
    {
        var safe = InstanceIds.Of(id);

        Assert.DoesNotContain(safe, character => character is '/' or '\\' or '#' or '?' || char.IsControl(character));
        Assert.InRange(safe.Length, 1, 100);
        Assert.Equal(id, InstanceIds.Plain(safe));
    }

    [Fact]
    public void One_that_is_too_long_keeps_its_kind_and_stays_different_from_others()
    {
        var one = InstanceIds.Of("lane:" + new string('a', 100));
        var other = InstanceIds.Of("lane:" + new string('a', 101));

        Assert.StartsWith("lane:~", one, StringComparison.Ordinal);
        Assert.InRange(one.Length, 1, 100);
        Assert.NotEqual(one, other);
        Assert.Equal(one, InstanceIds.Of("lane:" + new string('a', 100)));
    }
}
