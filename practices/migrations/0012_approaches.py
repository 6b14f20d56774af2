import clusterix.publishing.moments
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0006_trash'),
        ('practices', '0011_steps'),
        ('publishing', '0002_trash'),
        ('workgroups', '0005_trash'),
    ]

    operations = [
        migrations.CreateModel(
            name='Approach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('published', 'Published'), ('archived', 'Archived')], db_index=True, default='draft', help_text='Visitors see published records only.', max_length=12, verbose_name='status')),
                ('public_from', models.DateTimeField(blank=True, help_text='Visitors see the published record from this moment on. Empty: at once.', null=True, validators=[clusterix.publishing.moments.plausible_moment], verbose_name='public from')),
                ('public_until', models.DateTimeField(blank=True, help_text='From this moment on visitors do not see it any more. Empty: it stays.', null=True, validators=[clusterix.publishing.moments.plausible_moment], verbose_name='public until')),
                ('editors_note', models.TextField(blank=True, help_text='Shown to readers: what the editors concluded themselves and no source states.', verbose_name='editors’ note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='last changed')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='first published')),
                ('trashed_at', models.DateTimeField(editable=False, null=True, verbose_name='in the trash since')),
                ('task', models.CharField(help_text='Worded as for the other partners: approaches to the same task are compared.', max_length=120, verbose_name='task')),
                ('summary', models.CharField(help_text='One sentence.', max_length=250, verbose_name='how the partner does it')),
            ],
            options={
                'verbose_name': 'approach',
                'verbose_name_plural': 'approaches',
                'ordering': ('group', 'task', django.db.models.functions.text.Lower('partner__short_name')),
            },
        ),
        migrations.AddField(
            model_name='approach',
            name='copy_of',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='working_copy', to='practices.approach', verbose_name='working copy of'),
        ),
        migrations.AddField(
            model_name='approach',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approaches', to='workgroups.workinggroup', verbose_name='working group'),
        ),
        migrations.AddField(
            model_name='approach',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approaches', to='partners.partner', verbose_name='partner'),
        ),
        migrations.AddField(
            model_name='approach',
            name='practice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approaches', to='practices.practice', verbose_name='good practice'),
        ),
        migrations.AddField(
            model_name='approach',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where the facts of this record come from.', related_name='+', to='publishing.source', verbose_name='sources'),
        ),
        migrations.AddConstraint(
            model_name='approach',
            constraint=models.CheckConstraint(condition=models.Q(('copy_of__isnull', True), ('status__in', ['draft', 'in_review']), _connector='OR'), name='practices_approach_copy_is_not_public', violation_error_message='A working copy is a draft or in review.'),
        ),
        migrations.AddConstraint(
            model_name='approach',
            constraint=models.CheckConstraint(condition=models.Q(('public_from__isnull', True), ('public_until__isnull', True), ('public_until__gt', models.F('public_from')), _connector='OR'), name='practices_approach_public_until_after_from', violation_error_message='The end of publication has to be later than its start.'),
        ),
        migrations.AddConstraint(
            model_name='approach',
            constraint=models.UniqueConstraint(condition=models.Q(('copy_of__isnull', True)), fields=('group', 'partner', 'task'), name='practices_approach_once', violation_error_message='This partner’s approach to this task is there already.'),
        ),
    ]
