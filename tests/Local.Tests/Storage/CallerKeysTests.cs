
namespace GridCase.Local.Tests.Storage;

public sealed class CallerKeysTests
{
    private readonly CallerKeys callers = KeyRing.Passing().Callers;

    [Theory]
    [InlineData("+86 138 1234 5678")]
    [InlineData("138-1234-5678")]
    [InlineData("008613812345678")]
    [InlineData("8613812345678")]
    [InlineData("１３８１２３４５６７８")]
    [InlineData("(138)12345678 转")]
    public void One_number_has_one_key_however_it_is_written(string written) => Assert.Equal(callers.Of("13812345678"), callers.Of(written));

    [Theory]
    [InlineData("13812345679")]
    [InlineData("0759-1234567")]
    [InlineData("+852 1381 2345")]
    [InlineData("86123456")]
    public void Other_numbers_have_other_keys(string other)
    {
        Assert.NotNull(callers.Of(other));
        Assert.NotEqual(callers.Of("13812345678"), callers.Of(other));
        Assert.NotEqual(callers.Of("123456"), callers.Of(other));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("不详")]
    public void Where_there_is_no_number_there_is_no_key(string? none) => Assert.Null(callers.Of(none));

    [Fact]
    public void Without_the_key_the_hash_says_nothing() => Assert.NotEqual(callers.Of("13812345678"), KeyRing.Passing().Callers.Of("13812345678"));
}
