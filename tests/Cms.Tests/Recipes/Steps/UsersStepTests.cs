using Cms.Recipes;
using Cms.Tests.Memory;
using Cms.Users;

namespace Cms.Tests.Recipes.Steps;

public sealed class UsersStepTests
{
    private const string Anna = """
        {"UserName":"anna","UserId":"4anna00000000000000000user","Email":"anna@example.org","RoleNames":["Editor","Authenticated"],"IsEnabled":true,
         "PasswordHash":"AQAAAA","SecurityStamp":"X","NormalizedUserName":"ANNA","EmailConfirmed":true,"UserClaims":[],"LoginInfos":[{"LoginProvider":"x"}]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Users_come_with_id_name_email_and_roles_and_without_their_passwords()
    {
        await using var cms = new MemoryCms();

        var remarks = await RunAsync(cms, Anna, """{"UserName":"bert","RoleNames":["Translator"],"IsEnabled":false}""");

        var users = await ListAsync(cms);
        Assert.Equal([("4anna00000000000000000user", "anna", "anna@example.org", "Editor", true)], users.Take(1).Select(user => (user.Id, user.UserName, user.Email, string.Join(',', user.RoleNames), user.IsEnabled)));
        Assert.Equal(("bert", null, "Translator", false), (users[1].UserName, users[1].Email, users[1].RoleNames.Single(), users[1].IsEnabled));
        Assert.All(users, user => Assert.Null(user.PasswordHash));
        Assert.All(users, user => Assert.NotEqual("X", user.SecurityStamp));
        Assert.Equal(
            [
                "Users[0] (anna): PasswordHash, SecurityStamp, LoginInfos left out; names, e-mails, roles and whether users are enabled come along.",
                "Users[1] (bert): there is no role Translator yet; it grants nothing until it is made.",
                "Users without a password, who cannot sign in until they have one (cms users reset-password NAME): anna, bert.",
            ],
            remarks);
    }

    [Fact]
    public async Task A_second_run_leaves_users_as_they_are_by_now()
    {
        await using var cms = new MemoryCms();
        await RunAsync(cms, Anna);
        await cms.RunAsync<SetUserRoles, Outcome<User>>(verb => verb.RunAsync("anna", ["Author"], Cancel));

        var remarks = await RunAsync(cms, Anna, """{"UserName":"Anna","UserId":"another"}""");

        Assert.Equal(["Author"], Assert.Single(await ListAsync(cms)).RoleNames);
        Assert.Equal(["Users[1]: there is a user anna already, with the id 4anna00000000000000000user instead of another; it was left as it is."], remarks);
    }

    [Theory]
    [InlineData("""{"Email":"anna@example.org"}""", "Users[0] has no UserName.")]
    [InlineData("""{"UserName":"anna b"}""", "A user name has 1 to 128 letters, digits and - . _ @ +; \"anna b\" does not.")]
    [InlineData("""{"UserName":"anna","UserId":"no id"}""", "UserId of anna must be at most 26 letters and digits, not \"no id\".")]
    [InlineData("""{"UserName":"anna","IsEnabled":"yes"}""", "IsEnabled of anna must be true or false.")]
    [InlineData("""{"UserName":"anna","RoleNames":"Editor"}""", "\"RoleNames\" must be a list of names of roles.")]
    public async Task What_is_wrong_with_a_user_stops_the_recipe_and_nobody_is_added(string user, string message)
    {
        await using var cms = new MemoryCms();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"Users","Users":[{{user}}]}""", """{"name":"Users","Users":[{"UserName":"bert"}]}""")));

        Assert.Equal($"test.recipe.json, step 1 (Users): {message}", refusal.Message);
        Assert.Empty(await ListAsync(cms));
    }

    [Fact]
    public async Task A_step_that_fails_after_it_leaves_no_user()
    {
        await using var cms = new MemoryCms();

        await Assert.ThrowsAsync<RecipeException>(() => cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"Users","Users":[{{Anna}}]}""", """{"name":"feature","enable":5}""")));

        Assert.Empty(await ListAsync(cms));
    }

    [Fact]
    public async Task A_dry_run_names_the_users_that_would_come()
    {
        await using var cms = new MemoryCms();
        var file = Path.Combine(cms.Folder, "users.recipe.json");
        await File.WriteAllTextAsync(file, RecipeText.Of($$"""{"name":"Users","Users":[{{Anna}},{"UserName":"bert","IsEnabled":false}]}"""), Cancel);

        var preview = await cms.RunAsync<RecipeRunner, RecipePreview>(async runner => await runner.PreviewAsync(await Recipe.ReadAsync(file, Cancel), Cancel));

        Assert.Equal(["users:", "  + anna (Editor)", "  + bert, disabled"], preview.Lines);
        Assert.Empty(await ListAsync(cms));
    }

    private static Task<IReadOnlyList<string>> RunAsync(MemoryCms cms, params string[] users) =>
        cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"Users","Users":[{{string.Join(',', users)}}]}"""));

    private static Task<IReadOnlyList<User>> ListAsync(MemoryCms cms) => cms.RunAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel));
}
