using Cms.Recipes;
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
    [InlineData("ababababababab")]
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

    [Fact]
    public void None_of_the_most_used_passwords_is_taken()
    {
        using var list = typeof(Zxcvbn.Zxcvbn).Assembly.GetManifestResourceStream("zxcvbn-core.Dictionaries.passwords.lst")!;
        using var lines = new StreamReader(list);
        var known = lines.ReadToEnd().Split('\n').Select(line => line.Trim()).ToList();
        var longOnes = known.Where(password => password.Length >= PasswordIsSafe.Shortest).ToList();

        var taken = longOnes.Where(password => PasswordIsSafe.Complaint(password, "anna", null) is null);

        Assert.True(known.Count > 30_000 && longOnes.Count > 200);
        Assert.Empty(taken);
    }

    [Theory]
    [InlineData("qwertzuiopasdf")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("azertyuiop123")]
    [InlineData("cowboyjasminefishing")]
    public void Rows_of_other_keyboards_and_words_behind_each_other_are_tried_too(string password) =>
        Assert.StartsWith("This password is easy to guess", PasswordIsSafe.Complaint(password, "anna", null), StringComparison.Ordinal);

    [Theory]
    [InlineData("RedPandaJournal1")]
    [InlineData("red-panda-journal")]
    [InlineData("Journal.Zwielicht")]
    [InlineData("Quibblewick2026!")]
    [InlineData("quibblewickquibblewick")]
    public async Task Words_of_the_house_make_a_password_easy_to_guess(string password)
    {
        await using var site = new UserSite();
        var before = await site.AddAsync("anna", password: "Zwielicht-Quibblewick");
        await site.Cms.RunRecipeAsync(RecipeText.Of(
            """{"name":"settings","SiteName":"Red Panda Journal","BaseUrl":"https://zwielicht.example.org/","PasswordSettings":{"RefusedWords":["Quibblewick"]}}"""));

        var refused = await site.AddAsync("bert", password: password);

        Assert.Null(before.Problem);
        Assert.StartsWith("This password is easy to guess", refused.Problem?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"RefusedWord":[]}""")]
    [InlineData("""{"RefusedWords":"Acme"}""")]
    [InlineData("""{"RefusedWords":["ab"]}""")]
    [InlineData("""["Acme"]""")]
    public async Task Words_that_cannot_be_used_are_refused_with_a_sentence(string setting)
    {
        await using var site = new UserSite();

        var refused = await Assert.ThrowsAsync<RecipeException>(() => site.Cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"settings","PasswordSettings":{{setting}}}""")));

        Assert.Contains("""PasswordSettings must be {"RefusedWords": ["Acme"]} with at most 200 words of 3 to 64 characters""", refused.Message, StringComparison.Ordinal);
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
