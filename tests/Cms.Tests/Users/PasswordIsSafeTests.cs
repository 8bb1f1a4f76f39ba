using Cms.Users;

namespace Cms.Tests.Users;

public sealed class PasswordIsSafeTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("quiet-harbour-lantern")]
    [InlineData("Übermütige Ziegen 7")]
    [InlineData("7f3k9-2mxq8-rtz41")]
    [InlineData("iloveyou but not the rain in Oslo")]
    public void What_others_would_not_try_is_taken(string password) => Assert.Null(PasswordIsSafe.Complaint(password, "anna", "anna@example.org"));

    [Theory]
    [InlineData("passwordpassword")]
    [InlineData("Password1234")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("qwertyuiop[]")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("123456789012")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcdefghijkl")]
    [InlineData("LetMeIn-LetMeIn")]
    [InlineData("administrator")]
    [InlineData("Summer2025!!")]
    [InlineData("iloveyoubaby")]
    [InlineData("rosalind.franklin")]
    [InlineData("Rosalind.Franklin1")]
    [InlineData("rf@example.org")]
    public void What_is_tried_first_is_refused(string password)
    {
        var complaint = PasswordIsSafe.Complaint(password, "rosalind.franklin", "rf@example.org");

        Assert.StartsWith("This password is easy to guess", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain(password, complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("x9#kQ2!mZ7$", 11)]
    public void A_short_one_is_refused_with_its_length(string password, int length) =>
        Assert.Equal($"A password has 12 to 256 characters; this one has {length}.", PasswordIsSafe.Complaint(password, "anna", null));

    [Fact]
    public void One_that_would_take_long_to_hash_is_refused() => Assert.NotNull(PasswordIsSafe.Complaint(new string('x', 200) + Guid.NewGuid() + Guid.NewGuid(), "anna", null));

    [Fact]
    public void Generated_ones_keep_the_rules_and_are_never_the_same()
    {
        var passwords = Enumerable.Range(0, 200).Select(_ => GeneratedPassword.New()).ToList();

        Assert.All(passwords, password => Assert.Null(PasswordIsSafe.Complaint(password, "admin", null)));
        Assert.Equal(200, passwords.Distinct().Count());
        Assert.All(passwords, password => Assert.Matches("^([a-z2-9]{4}-){6}[a-z2-9]{4}$", password));
    }
}
